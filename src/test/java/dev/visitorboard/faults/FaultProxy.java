package dev.visitorboard.faults;

import dev.visitorboard.local.Patience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// A way to DynamoDB on which a [FaultPlan] decides what happens to each request. Without a plan everything passes.
///
/// It speaks HTTP/1.1 without TLS on the loopback address, and sends on what it reads byte for byte.
public final class FaultProxy implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private final InetSocketAddress dynamoDb;

	private final ServerSocket server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Ledger ledger = new Ledger();

	private final Object lock = new Object();

	private final Set<Socket> swallowing = new HashSet<>();

	private FaultPlan plan = FaultPlan.always(Fault.PASS);

	private FaultProxy(InetSocketAddress dynamoDb, ServerSocket server) {
		this.dynamoDb = dynamoDb;
		this.server = server;
	}

	public static FaultProxy inFrontOf(URI dynamoDb) throws IOException {
		FaultProxy proxy = new FaultProxy(new InetSocketAddress(dynamoDb.getHost(), dynamoDb.getPort()),
				new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
		proxy.threads.execute(proxy::accept);
		return proxy;
	}

	/// For the client, in place of DynamoDB's own.
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/// From the next request on. What was decided before stays decided: swallowed
	/// requests stay swallowed.
	public void plan(FaultPlan next) {
		synchronized (this.lock) {
			this.plan = next;
		}
	}

	/// From now on everything passes; connections with a swallowed request are closed.
	public void heal() throws IOException {
		synchronized (this.lock) {
			this.plan = FaultPlan.always(Fault.PASS);
			for (Socket socket : this.swallowing) {
				socket.close();
			}
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
	/// @throws IllegalStateException when that takes more than 30 s
	public void awaitLateDeliveries() throws InterruptedException {
		if (!this.ledger.awaitSettled(Patience.LONGEST)) {
			throw new IllegalStateException("Deliveries are still under way after " + Patience.LONGEST);
		}
	}

	/// Hangs up on everyone; late deliveries still to come are dropped.
	@Override
	public void close() throws IOException {
		this.server.close();
		// A virtual thread that is interrupted in a read closes its socket.
		this.threads.shutdownNow();
		this.threads.close();
	}

	Fault decide(HttpMessage message, Socket client) {
		Request request = Request.of(message);
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

	void settle() {
		this.ledger.settle();
	}

	void ended(Socket client) {
		synchronized (this.lock) {
			this.swallowing.remove(client);
		}
	}

	void deliverAgain(HttpMessage request, Duration pause) {
		this.ledger.open();
		this.threads.execute(() -> {
			try (Upstream upstream = new Upstream(this.dynamoDb)) {
				Thread.sleep(pause);
				upstream.exchange(request);
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

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				try {
					this.threads.execute(new ClientConnection(this, client, new Upstream(this.dynamoDb))::serve);
				}
				catch (RejectedExecutionException _) {
					client.close();
				}
			}
			catch (IOException _) {
				// Closed, or a client that changed its mind.
			}
		}
	}

}
