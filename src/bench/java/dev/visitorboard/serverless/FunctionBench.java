package dev.visitorboard.serverless;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How long the function takes to start, cold and from its snapshot, and what memory it takes, by options of the JVM:
/// `mvn verify -Pbench`. Prints a table of `src/docs/benchmarks.md`.
///
/// Here the process only waits where Lambda would freeze it and thaw a copy, so the time of the restore itself is not in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionBench {

	private static final int STARTS = 5;

	private static final int WARM = 1_000;

	/// After those of [JavaProcess], of which the last one counts.
	private static final SequencedMap<String, List<String>> OPTIONS = new LinkedHashMap<>();

	static {
		OPTIONS.put("the JVM's choice", List.of("-XX:TieredStopAtLevel=4"));
		OPTIONS.put("C1 (chosen)", List.of("-XX:TieredStopAtLevel=1"));
		OPTIONS.put("C1, serial collector", List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		OPTIONS.put("C1 and C2, serial collector", List.of("-XX:TieredStopAtLevel=4", "-XX:+UseSerialGC"));
	}

	private Path folder = Path.of("");

	private LocalDynamoDb dynamoDb;

	@BeforeAll
	void start(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.dynamoDb = LocalDynamoDb.inMemory();
		UnpackedFunction.unpack(this.folder);
	}

	@AfterAll
	void stop() {
		this.dynamoDb.close();
	}

	@Test
	void starts() throws Exception {
		System.out.printf("%n| JVM | cold: start to answer | snapshot ready | after the restore | warm p50 | p99 | memory |%n");
		System.out.printf("|---|---|---|---|---|---|---|%n");
		for (Map.Entry<String, List<String>> options : OPTIONS.entrySet()) {
			List<double[]> runs = new ArrayList<>();
			for (int i = 0; i < STARTS; i++) {
				runs.add(run(options.getValue().toArray(String[]::new)));
			}
			System.out.printf(Locale.ROOT, "| %s | %.0f ms | %.0f ms | %.0f ms | %.2f ms | %.2f ms | %.0f MB |%n",
					options.getKey(), median(runs, 0), median(runs, 1), median(runs, 2), median(runs, 3),
					median(runs, 4), median(runs, 5));
		}
	}

	private double[] run(String... options) throws Exception {
		double[] found = new double[6];
		found[0] = cold(options);
		String table = table();
		try (RuntimeApi runtime = RuntimeApi.start()) {
			long begun = System.nanoTime();
			try (JavaProcess process = UnpackedFunction.start(this.folder, runtime,
					UnpackedFunction.environment(this.dynamoDb.endpoint(), table), options)) {
				runtime.awaitSnapshot();
				found[1] = millisSince(begun);
				begun = System.nanoTime();
				runtime.restore();
				count(runtime);
				found[2] = millisSince(begun);
				double[] warm = new double[WARM];
				for (int i = 0; i < WARM; i++) {
					begun = System.nanoTime();
					count(runtime);
					warm[i] = millisSince(begun);
				}
				Arrays.sort(warm);
				found[3] = warm[WARM / 2];
				found[4] = warm[WARM * 99 / 100];
				found[5] = memory(process.pid());
			}
		}
		return found;
	}

	private double cold(String... options) throws IOException {
		try (RuntimeApi runtime = RuntimeApi.start()) {
			Map<String, String> environment = Map.of("TABLE_NAME", table(), "AWS_ENDPOINT_URL_DYNAMODB",
					this.dynamoDb.endpoint().toString(), "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
			long begun = System.nanoTime();
			try (JavaProcess _ = UnpackedFunction.start(this.folder, runtime, environment, options)) {
				count(runtime);
				return millisSince(begun);
			}
		}
	}

	private String table() {
		String table = "bench-" + System.nanoTime();
		LocalDynamoDb.createTable(this.dynamoDb.endpoint(), table);
		return table;
	}

	private static void count(RuntimeApi runtime) {
		String answer = new String(runtime.invoke(Event.bytes(Event.of("POST", "/count"))), StandardCharsets.UTF_8);
		if (!answer.contains("\"statusCode\":200")) {
			throw new IllegalStateException(answer);
		}
	}

	private static double millisSince(long begun) {
		return (System.nanoTime() - begun) / 1e6;
	}

	/// Resident, in MB; 0 where the system does not say.
	private static double memory(long pid) throws IOException {
		Path status = Path.of("/proc/" + pid + "/status");
		if (!Files.exists(status)) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(0);
		}
	}

	private static double median(List<double[]> runs, int column) {
		return runs.stream().mapToDouble((run) -> run[column]).sorted().toArray()[runs.size() / 2];
	}

}
