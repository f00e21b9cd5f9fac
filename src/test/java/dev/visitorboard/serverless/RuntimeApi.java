package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visitorboard.testing.Patience;

/// Stands in for what Lambda runs beside a function: the runtime API, from which AWS's runtime interface client fetches its
/// work, and the address of the credentials, which are other ones after the restore of a snapshot.
final class RuntimeApi implements AutoCloseable {

	private static final String ROOT = "/2018-06-01/runtime/";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();

	private final Map<String, Invocation> underWay = new ConcurrentHashMap<>();

	private final CountDownLatch snapshot = new CountDownLatch(1);

	private final CountDownLatch restore = new CountDownLatch(1);

	private final CompletableFuture<String> initError = new CompletableFuture<>();

	private final AtomicInteger credentials = new AtomicInteger();

	private RuntimeApi(HttpServer server) {
		this.server = server;
	}

	static RuntimeApi start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		RuntimeApi api = new RuntimeApi(server);
		server.setExecutor(api.threads);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				api.serve(exchange);
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
		server.start();
		return api;
	}

	/// As Lambda writes it into the environment.
	String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	/// What the function answers.
	/// @throws AssertionError when it fails
	byte[] invoke(byte[] event) {
		Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
		this.underWay.put(invocation.id(), invocation);
		this.invocations.add(invocation);
		return get(invocation.answer());
	}

	/// Waits until the function is ready for the snapshot.
	void awaitSnapshot() throws InterruptedException {
		if (!this.snapshot.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("no snapshot");
		}
	}

	/// Lets the function go on as a copy of its snapshot.
	void restore() {
		this.restore.countDown();
	}

	/// Waits until the function has reported that it cannot start.
	String awaitInitError() {
		return get(this.initError);
	}

	/// How often credentials were asked for.
	int credentialsGiven() {
		return this.credentials.get();
	}

	private static <T> T get(CompletableFuture<T> awaited) {
		try {
			return awaited.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serve(HttpExchange exchange) throws IOException, InterruptedException {
		String path = exchange.getRequestURI().getPath();
		byte[] body = exchange.getRequestBody().readAllBytes();
		if (path.equals("/credentials")) {
			this.credentials.incrementAndGet();
			send(exchange, 200, """
					{"AccessKeyId": "local", "SecretAccessKey": "local", "Token": "token", \
					"Expiration": "2099-01-01T00:00:00Z"}""");
			return;
		}
		switch (path.substring(ROOT.length()).replaceFirst("^invocation/[0-9a-f-]{36}", "invocation/id")) {
			case "invocation/next" -> next(exchange);
			case "invocation/id/response" -> {
				invocation(path).answer().complete(body);
				send(exchange, 202, "");
			}
			case "invocation/id/error" -> {
				invocation(path).answer().completeExceptionally(new AssertionError(text(body)));
				send(exchange, 202, "");
			}
			case "init/error" -> {
				this.initError.complete(text(body));
				send(exchange, 202, "");
			}
			case "restore/next" -> {
				this.snapshot.countDown();
				this.restore.await();
				send(exchange, 200, "");
			}
			default -> send(exchange, 404, "");
		}
	}

	private void next(HttpExchange exchange) throws IOException, InterruptedException {
		Invocation next = this.invocations.take();
		exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", next.id());
		exchange.getResponseHeaders()
			.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + Patience.LONGEST.toMillis()));
		exchange.getResponseHeaders()
			.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:count:live");
		exchange.getResponseHeaders()
			.set("Lambda-Runtime-Trace-Id",
					"Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1");
		send(exchange, 200, new String(next.event(), StandardCharsets.UTF_8));
	}

	private Invocation invocation(String path) {
		Invocation found = this.underWay.remove(path.substring((ROOT + "invocation/").length(), path.lastIndexOf('/')));
		if (found == null) {
			throw new IllegalStateException("answered twice: " + path);
		}
		return found;
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {
	}

}
