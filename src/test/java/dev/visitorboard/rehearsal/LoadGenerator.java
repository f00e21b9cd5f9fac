package dev.visitorboard.rehearsal;

import dev.visitorboard.testing.Patience;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Requests of many clients: of ten requests six ask for the page, three count, one posts.
final class LoadGenerator implements AutoCloseable {

	/// Of a caller, between an answer and its next request.
	private static final Duration PAUSE = Duration.ofMillis(50);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI server;

	private final AtomicInteger sent = new AtomicInteger();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean over = new AtomicBoolean();

	private final List<Thread> senders = new ArrayList<>();

	private LoadGenerator(URI server) {
		this.server = server;
	}

	/// From so many callers, each of whom waits for an answer before the next request: no
	/// more than the machine can serve.
	static LoadGenerator from(int callers, URI server) {
		LoadGenerator load = new LoadGenerator(server);
		for (int i = 0; i < callers; i++) {
			load.senders.add(Thread.ofVirtual().start(load::call));
		}
		return load;
	}

	/// At a fixed rate, whether or not earlier requests are answered.
	static LoadGenerator atRate(int perSecond, URI server) {
		LoadGenerator load = new LoadGenerator(server);
		load.senders.add(Thread.ofPlatform().name("load").start(() -> load.pace(perSecond)));
		return load;
	}

	private HttpRequest nextRequest() {
		int number = this.sent.getAndIncrement();
		return switch (number % 10) {
			case 0 -> HttpRequest.newBuilder(this.server.resolve("/messages"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"message\": \"message %d\"}".formatted(number)))
				.build();
			case 1, 4, 7 -> HttpRequest.newBuilder(this.server.resolve("/count")).POST(BodyPublishers.noBody()).build();
			default -> HttpRequest.newBuilder(this.server.resolve("/")).build();
		};
	}

	private void call() {
		try {
			while (!this.over.get()) {
				this.outcomes.add(send(nextRequest()));
				Thread.sleep(PAUSE);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void pace(int perSecond) {
		long begun = System.nanoTime();
		for (int number = 0; !this.over.get(); number++) {
			long due = begun + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			HttpRequest request = nextRequest();
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
		for (Thread sender : this.senders) {
			sender.join();
		}
		this.threads.shutdown();
		this.threads.awaitTermination(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
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
