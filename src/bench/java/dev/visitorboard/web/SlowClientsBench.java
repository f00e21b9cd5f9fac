package dev.visitorboard.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.visitorboard.testing.HaProxy;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.SlowClients;
import dev.visitorboard.web.OpenLoop.Result;
import org.junit.jupiter.api.Test;

/// Clients that send a byte every 3 s for a minute, while others want pages and a load balancer probes:
/// `mvn verify -Pbench -Dit.test=SlowClientsBench`. Prints a table of `src/docs/reliability.md`.
class SlowClientsBench {

	private static final Duration TIME = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofSeconds(3);

	private static final Duration IN_TIME = Duration.ofSeconds(1);

	private static final int PAGES_A_SECOND = 20;

	private static final int PROBES_A_SECOND = 2;

	@Test
	void slowClients() throws Exception {
		System.out.printf("%n| slow connections | cut off | pages in time | slowest page | readiness 200 | liveness 200 |%n"
				+ "|---|---|---|---|---|---|%n");
		Map<String, String> environment = JavaProcess.environment("i-1", RunningBoard.newTable(),
				RunningBoard.dynamoDbEndpoint());
		try (JavaProcess process = JavaProcess.ofProductionJar(environment)) {
			slowClients(process.awaitReadyBoard());
		}
	}

	private static void slowClients(URI instance) throws Exception {
		try (HaProxy balancer = HaProxy.inFrontOf(SlowClientsBench.class, Duration.ofSeconds(1), List.of(instance))) {
			Thread.sleep(Duration.ofSeconds(3));
			new OpenLoop(instance, (_) -> get("/")).run(100, Duration.ofSeconds(10));
			for (int count : new int[] { 500, 2_000 }) {
				row(count + ", directly", instance, instance, count);
				row(count + ", through HAProxy", balancer.uri(), instance, count);
			}
		}
	}

	/// @param instance which is probed as a load balancer probes it
	private static void row(String name, URI server, URI instance, int count) throws Exception {
		try (SlowClients slow = SlowClients.on(server, count, PAUSE)) {
			List<CompletableFuture<Result>> loads = new ArrayList<>();
			loads.add(load(server, "/", PAGES_A_SECOND));
			loads.add(load(instance, "/actuator/health/readiness", PROBES_A_SECOND));
			loads.add(load(instance, "/actuator/health/liveness", PROBES_A_SECOND));
			Result pages = loads.getFirst().get();
			System.out.printf(Locale.ROOT, "| %s | %,d | %.1f%% | %.0f ms | %.0f%% | %.0f%% |%n", name, slow.reopened(),
					share(pages, IN_TIME), pages.percentile(true, 1), share(loads.get(1).get(), TIME),
					share(loads.get(2).get(), TIME));
		}
	}

	private static CompletableFuture<Result> load(URI server, String path, int perSecond) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return new OpenLoop(server, (_) -> get(path)).run(perSecond, TIME);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, Thread::startVirtualThread);
	}

	private static double share(Result result, Duration within) {
		long good = result.samples()
			.stream()
			.filter((sample) -> sample.status() == 200 && sample.nanos() <= within.toNanos())
			.count();
		return 100.0 * good / (result.samples().size() + result.failures());
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: board\r\n\r\n";
	}

}
