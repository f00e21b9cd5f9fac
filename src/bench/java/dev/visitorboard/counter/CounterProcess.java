package dev.visitorboard.counter;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.visitorboard.local.JavaProcess;

/// A process that does nothing but count, as one of several on the same item.
final class CounterProcess {

	private static final String RESULT = "RESULT ";

	private CounterProcess() {
	}

	/// Counts and prints what came of it.
	/// @param args endpoint, table, lanes, callers, and when to begin in milliseconds
	public static void main(String[] args) throws InterruptedException {
		try (Contender contender = new Contender(URI.create(args[0]), args[1], Integer.parseInt(args[2]),
				Duration.ZERO)) {
			LongSupplier count = contender.count();
			// Loads the classes and opens the connection.
			long first = count.getAsLong();
			Thread.sleep(Math.max(0, Long.parseLong(args[4]) - System.currentTimeMillis()));
			long before = contender.writes();
			Load load = Load.run(Integer.parseInt(args[3]), count);
			System.out.println("First " + first);
			System.out.println(RESULT + load.increments() + " " + load.perSecond() + " " + load.p50() + " " + load.p99()
					+ " " + (contender.writes() - before));
		}
	}

	/// Starts so many of them and waits for what they have counted together.
	/// @param start how long they have to start before they all begin
	static Together run(int processes, URI endpoint, String table, int lanes, int callers, Duration start) {
		long begin = System.currentTimeMillis() + start.toMillis();
		List<JavaProcess> started = IntStream.range(0, processes)
			.mapToObj((_) -> JavaProcess.start(Map.of(), "-cp", System.getProperty("java.class.path"),
					CounterProcess.class.getName(), endpoint.toString(), table, Integer.toString(lanes),
					Integer.toString(callers), Long.toString(begin)))
			.toList();
		List<String[]> results = new ArrayList<>();
		for (JavaProcess process : started) {
			results.add(process.awaitLine(RESULT).substring(RESULT.length()).split(" "));
			process.close();
		}
		double writesASecond = sum(results, 4) / Load.WARM_UP.plus(Load.MEASURED).toSeconds();
		return new Together(sum(results, 1), sum(results, 2) / processes, sum(results, 3) / processes,
				1000 * writesASecond / Math.max(1, sum(results, 1)));
	}

	private static double sum(List<String[]> results, int column) {
		return results.stream().mapToDouble((result) -> Double.parseDouble(result[column])).sum();
	}

	/// @param p50 the mean of theirs, in milliseconds
	/// @param units for 1,000 increments
	record Together(double perSecond, double p50, double p99, double units) {
	}

}
