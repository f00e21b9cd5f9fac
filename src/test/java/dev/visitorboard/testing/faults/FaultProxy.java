package dev.visitorboard.testing.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.visitorboard.testing.Patience;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// A way to DynamoDB on which a [FaultPlan] decides what happens to each request. Without a plan everything passes.
///
/// It speaks HTTP/1.1 without TLS on the loopback address.
public final class FaultProxy implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	private final Upstream upstream;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Ledger ledger = new Ledger();

	private final Object lock = new Object();

	private final Set<EndPoint> swallowing = new HashSet<>();

	private FaultPlan plan = FaultPlan.always(Fault.PASS);

	private FaultProxy(Upstream upstream) {
		this.upstream = upstream;
	}

	public static FaultProxy inFrontOf(URI dynamoDb) throws IOException {
		FaultProxy proxy = new FaultProxy(new Upstream(dynamoDb));
		proxy.connector().setAcceptQueueSize(BACKLOG);
		// A client decides for itself how long it waits.
		proxy.connector().setIdleTimeout(-1);
		proxy.server.setHandler(new Handler.Abstract() {
			@Override
			public boolean handle(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
				proxy.threads.execute(() -> proxy.serve(request, response, callback));
				return true;
			}
		});
		try {
			proxy.server.start();
		}
		catch (Exception ex) {
			throw new IOException("The proxy did not start", ex);
		}
		return proxy;
	}

	private ServerConnector connector() {
		return (ServerConnector) this.server.getConnectors()[0];
	}

	/// For the client, in place of DynamoDB's own.
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + connector().getLocalPort());
	}

	/// From the next request on. What was decided before stays decided: swallowed
	/// requests stay swallowed.
	public void plan(FaultPlan next) {
		synchronized (this.lock) {
			this.plan = next;
		}
	}

	/// From now on everything passes; connections with a swallowed request are closed.
	public void heal() {
		synchronized (this.lock) {
			this.plan = FaultPlan.always(Fault.PASS);
			this.swallowing.forEach(EndPoint::close);
			this.swallowing.clear();
		}
	}

	/// How many requests had this fate, of all operations. A request counts as soon as
	/// its fate is decided; its later delivery is not a request.
	public long count(Fate fate) {
		return this.ledger.count(fate);
	}

	/// How many requests of one operation had this fate.
	/// @param operation such as `UpdateItem`
	public long count(String operation, Fate fate) {
		return this.ledger.count(operation, fate);
	}

	/// How many late deliveries DynamoDB has answered.
	public long deliveredAgain() {
		return this.ledger.deliveredAgain();
	}

	/// Whether DynamoDB has answered everything that was read so far and is meant for
	/// it: requests whose client has given up and late deliveries, too.
	public boolean drained() {
		return this.ledger.isSettled();
	}

	/// Waits until [#drained()].
	public void awaitLateDeliveries() {
		Awaitility.await().atMost(Patience.LONGEST).pollInterval(Duration.ofMillis(5)).until(this::drained);
	}

	/// Hangs up on everyone; late deliveries still to come are dropped.
	@Override
	public void close() throws IOException {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IOException("The proxy did not stop", ex);
		}
		this.threads.shutdownNow();
		this.upstream.close();
		this.threads.close();
	}

	private void serve(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
		EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
		try {
			ByteBuffer content = Content.Source.asByteBuffer(request);
			byte[] body = new byte[content.remaining()];
			content.get(body);
			Upstream.Message message = new Upstream.Message(HttpFields.build(request.getHeaders()).asImmutable(), body);
			Fault fault = decide(message, client);
			Optional<Answer> answer;
			try {
				answer = deliver(message, fault);
			}
			finally {
				// Before the client knows: one that has its answers finds everything
				// settled.
				this.ledger.settle();
			}
			if (answer.isPresent()) {
				response.setStatus(answer.get().status());
				response.getHeaders().add(answer.get().headers());
				response.write(true, ByteBuffer.wrap(answer.get().body()), callback);
			}
			else if (fault.fate() != Fate.SWALLOWED) {
				client.close();
			}
		}
		catch (IOException | InterruptedException _) {
			// One side hung up, or the proxy is being closed: so does this.
			client.close();
		}
	}

	private Fault decide(Upstream.Message message, EndPoint client) {
		Request request = Request.of(message.headers().get("X-Amz-Target"),
				new String(message.body(), StandardCharsets.UTF_8));
		// One lock with heal(): what it finds swallowed is all there is.
		synchronized (this.lock) {
			Fault fault = this.plan.decide(request);
			if (fault.fate() == Fate.SWALLOWED) {
				this.swallowing.add(client);
			}
			this.ledger.open();
			this.ledger.decided(request.operation(), fault.fate());
			return fault;
		}
	}

	private Optional<Answer> deliver(Upstream.Message message, Fault fault) throws IOException, InterruptedException {
		if (fault.delay().isPositive()) {
			Thread.sleep(fault.delay());
		}
		Optional<Answer> answer = switch (fault.fate()) {
			case PASSED -> Optional.of(this.upstream.exchange(message));
			case RESPONSE_LOST -> {
				this.upstream.exchange(message);
				yield Optional.empty();
			}
			case REQUEST_LOST, SWALLOWED -> Optional.empty();
			case FAILED -> Optional.of(Answer.INTERNAL_SERVER_ERROR);
			case THROTTLED -> Optional.of(Answer.THROTTLED);
		};
		fault.again().ifPresent((pause) -> deliverAgain(message, pause));
		return answer;
	}

	private void deliverAgain(Upstream.Message message, Duration pause) {
		this.ledger.open();
		this.threads.execute(() -> {
			try {
				Thread.sleep(pause);
				this.upstream.exchange(message);
				this.ledger.deliveredOnceMore();
			}
			catch (IOException | InterruptedException _) {
				// Not delivered, so not counted.
			}
			finally {
				this.ledger.settle();
			}
		});
	}

}
