package dev.visitorboard.counter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The group commit against one plain `ADD` for each increment, side by side: `mvn verify -Pbench`. Prints the tables
/// of `src/docs/benchmarks.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterBench {

	private static final List<Integer> CALLERS = List.of(1, 8, 64, 512);

	private LocalDynamoDb dynamoDb;

	@BeforeAll
	void start() {
		this.dynamoDb = LocalDynamoDb.inMemory();
	}

	@AfterAll
	void stop() {
		this.dynamoDb.close();
	}

	@Test
	void increments() {
		for (Duration added : List.of(Duration.ZERO, Duration.ofMillis(5))) {
			System.out.printf("%n%d ms of added latency%n%n", added.toMillis());
			System.out.printf("| callers | plain ADD | 1 lane | 2 lanes | 4 lanes |%n|---|---|---|---|---|%n");
			for (int callers : CALLERS) {
				List<String> cells = new ArrayList<>();
				for (int lanes : List.of(0, 1, 2, 4)) {
					cells.add(cell(this.dynamoDb.endpoint(), callers, lanes, added, 1));
				}
				System.out.printf("| %d | %s |%n", callers, String.join(" | ", cells));
			}
		}
	}

	@Test
	void incrementsUnderALimitOfAThousandWritesASecond() throws IOException {
		try (FaultProxy proxy = FaultProxy.inFrontOf(this.dynamoDb.endpoint())) {
			System.out.printf("%n1,000 writes a second at most, no added latency%n%n");
			System.out.printf("| callers | processes | plain ADD | 2 lanes |%n|---|---|---|---|%n");
			for (int processes : List.of(1, 10)) {
				int callers = 512 * (processes == 1 ? 1 : 4);
				List<String> cells = new ArrayList<>();
				for (int lanes : List.of(0, 2)) {
					proxy.plan(FaultPlan.writeLimit(1_000));
					cells.add(cell(proxy.endpoint(), callers, lanes, Duration.ZERO, processes));
				}
				System.out.printf("| %d | %d | %s |%n", callers, processes, String.join(" | ", cells));
			}
		}
	}

	/// One cell of a table.
	/// @return increments a second, p50, p99 and write units for 1,000 increments
	static String cell(URI endpoint, int callers, int lanes, Duration added, int processes) {
		String table = "bench-" + System.nanoTime();
		LocalDynamoDb.createTable(endpoint, table);
		List<Contender> contenders = IntStream.range(0, processes)
			.mapToObj((_) -> new Contender(endpoint, table, lanes, added))
			.toList();
		try {
			LongSupplier[] counts = contenders.stream().map(Contender::count).toArray(LongSupplier[]::new);
			long begun = System.nanoTime();
			LoadResult load = LoadResult.run(callers, counts);
			// All writes over the whole time, against the increments of the measured part.
			double seconds = (System.nanoTime() - begun) / 1e9;
			double writesPerSecond = contenders.stream().mapToLong(Contender::writes).sum() / seconds;
			String failed = (load.failures() > 0) ? " (%d failed)".formatted(load.failures()) : "";
			return String.format(Locale.ROOT, "%,.0f/s · %.1f ms · %.1f ms · %.1f%s", load.perSecond(), load.p50(),
					load.p99(), 1000 * writesPerSecond / Math.max(1, load.perSecond()), failed);
		}
		finally {
			contenders.forEach(Contender::close);
		}
	}

}
