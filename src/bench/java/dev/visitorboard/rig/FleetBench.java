package dev.visitorboard.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.Test;

/// Three instances under 500 requests a second, with the load balancer's checks and the drain of production, and
/// connections that lie idle for as long as the load balancer lets them: `mvn verify -Pbench -Dit.test=FleetBench`.
/// Prints the tables of `src/site/markdown/reliability.md`.
class FleetBench {

	private static final int RATE = 500;

	private static final Duration RUN = Duration.ofSeconds(60);

	private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

	private static final Duration DRAIN = Duration.ofSeconds(15);

	private static final Duration IDLE = Duration.ofSeconds(60);

	private static final int CONNECTIONS = 50;

	@Test
	void oneOfThreeLeaves() throws InterruptedException {
		System.out.printf("%n| 1 of 3 | requests | failed | last failure after | a third of what was sent until then |%n");
		System.out.printf("|---|---|---|---|---|%n");
		run("SIGTERM", (fleet) -> fleet.process(0).terminate());
		run("kill -9", (fleet) -> fleet.process(0).kill());
	}

	private static void run(String how, Consumer<Fleet> leave) throws InterruptedException {
		try (Fleet fleet = Fleet.of(3, RunningBoard.newTable(), DRAIN);
				HaProxy balancer = HaProxy.inFrontOf(FleetBench.class, CHECK_EVERY, fleet.uris())) {
			// Until the checks have found all of them, and they have warmed up.
			try (Load warmUp = Load.on(balancer.uri(), RATE / 5)) {
				Thread.sleep(CHECK_EVERY.multipliedBy(3));
				warmUp.stop();
			}
			try (Load load = Load.on(balancer.uri(), RATE)) {
				Thread.sleep(RUN.dividedBy(3));
				long ended = System.nanoTime();
				CompletableFuture<Void> left = CompletableFuture.runAsync(() -> leave.accept(fleet));
				Thread.sleep(RUN.dividedBy(3).multipliedBy(2));
				left.join();
				List<Load.Outcome> outcomes = load.stop();
				Detection detection = Detection.of(outcomes, ended);
				System.out.printf(Locale.ROOT, "| %s | %,d | %,d | %.1f s | %,d |%n", how, outcomes.size(),
						detection.failed(), detection.time().toMillis() / 1e3, detection.sent() / 3);
			}
		}
	}

	@Test
	void idleConnections() throws InterruptedException {
		// Longer than the pause, so that it is never this client that closes.
		System.setProperty("jdk.httpclient.keepalive.timeout", "120");
		System.out.printf("%n| connections idle for 60 s | requests | answers |%n|---|---|---|%n");
		try (Fleet fleet = Fleet.of(1, RunningBoard.newTable(), Duration.ZERO);
				HaProxy balancer = HaProxy.inFrontOf(FleetBench.class, CHECK_EVERY, fleet.uris())) {
			Thread.sleep(CHECK_EVERY.multipliedBy(2));
			Map<String, URI> ways = Map.of("directly", fleet.uris().getFirst(), "through HAProxy", balancer.uri());
			Map<String, Map<String, Integer>> answers = new HashMap<>();
			for (int round = 0; round <= 5; round++) {
				ways.forEach((way, server) -> reuse(server)
					.forEach((answer) -> answers.computeIfAbsent(way, (_) -> new HashMap<>())
						.merge(answer, 1, Integer::sum)));
				if (round < 5) {
					Thread.sleep(IDLE);
				}
			}
			answers.forEach((way, counts) -> System.out.printf("| %s | %d | %s |%n", way,
					counts.values().stream().mapToInt(Integer::intValue).sum(), counts));
		}
	}

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/// Writes, since a client sends those once.
	private static List<String> reuse(URI server) {
		HttpRequest count = HttpRequest.newBuilder(server.resolve("/count")).POST(BodyPublishers.noBody()).build();
		List<CompletableFuture<String>> answers = IntStream.range(0, CONNECTIONS)
			.mapToObj((_) -> CLIENT.sendAsync(count, BodyHandlers.ofString())
				.handle((answer, failure) -> (answer != null) ? Integer.toString(answer.statusCode())
						: failure.getMessage()))
			.toList();
		List<String> all = new ArrayList<>();
		answers.forEach((answer) -> all.add(answer.join()));
		return all;
	}

}
