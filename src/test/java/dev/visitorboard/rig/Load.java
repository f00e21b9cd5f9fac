package dev.visitorboard.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Requests at a fixed rate, whether or not earlier ones are answered: pages, visits and posts in turn.
final class Load implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient client;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean over = new AtomicBoolean();

	private final Thread pacer;

	private Load(IntFunction<HttpRequest> requests, int perSecond) {
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
		this.pacer = Thread.ofPlatform().name("load").start(() -> pace(requests, perSecond));
	}

	/// Of ten requests six ask for the page, three count, one posts.
	static Load on(URI server, int perSecond) {
		return new Load((number) -> request(server, number), perSecond);
	}

	private static HttpRequest request(URI server, int number) {
		return switch (number % 10) {
			case 0 -> HttpRequest.newBuilder(server.resolve("/messages"))
				.timeout(PATIENCE)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"message\": \"message %d\"}".formatted(number)))
				.build();
			case 1, 4,
					7 ->
				HttpRequest.newBuilder(server.resolve("/count"))
					.timeout(PATIENCE)
					.POST(BodyPublishers.noBody())
					.build();
			default -> HttpRequest.newBuilder(server.resolve("/")).timeout(PATIENCE).build();
		};
	}

	private void pace(IntFunction<HttpRequest> requests, int perSecond) {
		long begun = System.nanoTime();
		for (int number = 0; !this.over.get(); number++) {
			long due = begun + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			HttpRequest request = requests.apply(number);
			this.threads.execute(() -> this.outcomes.add(send(request)));
		}
	}

	private Outcome send(HttpRequest request) {
		long sent = System.nanoTime();
		try {
			HttpResponse<String> answer = this.client.send(request, BodyHandlers.ofString());
			return new Outcome(request.method() + " " + request.uri().getPath(), answer.statusCode(), answer.body(),
					sent);
		}
		catch (IOException ex) {
			return new Outcome(request.method() + " " + request.uri().getPath(), 0, ex.toString(), sent);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Outcome(request.method() + " " + request.uri().getPath(), 0, ex.toString(), sent);
		}
	}

	/// How many were answered so far, with whatever.
	int answered() {
		return this.outcomes.size();
	}

	/// Sends no more and waits for what is under way.
	List<Outcome> stop() throws InterruptedException {
		this.over.set(true);
		this.pacer.join();
		this.threads.shutdown();
		this.threads.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
		return List.copyOf(this.outcomes);
	}

	@Override
	public void close() {
		this.over.set(true);
		this.threads.shutdownNow();
	}

	/// What became of a request.
	///
	/// @param status 0 when there was no answer
	/// @param body of the answer, or why there was none
	record Outcome(String request, int status, String body, long sentAt) {

		boolean failed() {
			return this.status == 0 || this.status >= 500;
		}

	}

}
