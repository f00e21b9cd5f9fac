package dev.visitorboard.fleet;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.web.OpenLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a drill takes of the CPU, and what it leaves to visitors: `mvn verify -Pbench -Dit.test=DrillBench`. Prints the
/// tables of what `src/docs/drill.md` describes.
class DrillBench {

	private static final String TOKEN = "the-instructors-token";

	private static final String[] BEARER = { "Authorization", "Bearer " + TOKEN };

	private static final Duration MEASURED = Duration.ofSeconds(10);

	private static final Duration SETTLE = Duration.ofSeconds(3);

	private static final int PAGES_A_SECOND = 50;

	private static final int CORES = Runtime.getRuntime().availableProcessors();

	private JavaProcess process;

	private URI board;

	@BeforeEach
	void start() throws InterruptedException {
		Map<String, String> environment = JavaProcess.environment("i-1", RunningBoard.newTable(),
				RunningBoard.dynamoDbEndpoint());
		environment.put("BOARD_ADMIN_TOKEN", TOKEN);
		this.process = JavaProcess.ofProductionJar(environment);
		this.board = this.process.awaitReadyBoard();
		pages(MEASURED);
		pages(MEASURED);
	}

	@AfterEach
	void stop() {
		this.process.close();
	}

	@Test
	void cpu() throws InterruptedException {
		System.out.printf("%n| asked for | used over 10 s | used over 10 s with %d pages a second |%n|---|---|---|%n",
				PAGES_A_SECOND);
		for (int intensity : new int[] { 10, 30, 60, 80, 90 }) {
			drill(intensity);
			double alone = used(() -> Thread.sleep(MEASURED));
			double withPages = used(() -> pages(MEASURED));
			endDrill();
			System.out.printf(Locale.ROOT, "| %d %% | %.1f %% | %.1f %% |%n", intensity, alone, withPages);
		}
	}

	@Test
	void latency() throws InterruptedException {
		System.out.printf("%n| drill | p50 | p99 of the page | p99 in the idle half before | ratio |%n|---|---|---|---|---|%n");
		for (int intensity : new int[] { 60, 80, 90 }) {
			double idle = pages(MEASURED).percentile(true, 0.99);
			drill(intensity);
			OpenLoop.Result busy = pages(MEASURED);
			endDrill();
			double p99 = busy.percentile(true, 0.99);
			System.out.printf(Locale.ROOT, "| %d %% | %.1f ms | %.1f ms | %.1f ms | %.1f |%n", intensity,
					busy.percentile(true, 0.5), p99, idle, p99 / idle);
		}
	}

	private void drill(int intensity) throws InterruptedException {
		Http.postJson(this.board.resolve("/fleet/drill"), "{\"intensity\": %d}".formatted(intensity), BEARER);
		Thread.sleep(SETTLE);
	}

	private void endDrill() throws InterruptedException {
		Http.send("DELETE", this.board.resolve("/fleet/drill"), "", BEARER);
		Thread.sleep(SETTLE);
	}

	private OpenLoop.Result pages(Duration time) throws InterruptedException {
		return new OpenLoop(this.board, (_) -> "GET / HTTP/1.1\r\nHost: board\r\n\r\n").run(PAGES_A_SECOND, time);
	}

	/// In percent of all cores.
	private double used(Meanwhile meanwhile) throws InterruptedException {
		long begun = System.nanoTime();
		Duration before = cpuTime();
		meanwhile.run();
		return 100.0 * cpuTime().minus(before).toNanos() / (System.nanoTime() - begun) / CORES;
	}

	private Duration cpuTime() {
		return ProcessHandle.of(this.process.pid()).flatMap((handle) -> handle.info().totalCpuDuration()).orElseThrow();
	}

	private interface Meanwhile {

		void run() throws InterruptedException;

	}

}
