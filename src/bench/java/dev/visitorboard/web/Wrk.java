package dev.visitorboard.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;

/// What [wrk](https://github.com/wg/wrk) measured: callers in a closed loop, in a process of their own.
///
/// @param perSecond answers a second
/// @param p99 in milliseconds
/// @param failures answers that are no 2xx and no 3xx, and broken connections
record Wrk(double perSecond, double p99, long failures) {

	private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");

	private static final Pattern P99 = Pattern.compile("99% +([0-9.]+)(us|ms|s)");

	private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");

	/// Loads an address with 32 callers.
	/// @param headers of each request, as `Name: value`
	static Wrk run(URI address, Duration time, String... headers) {
		List<String> command = Stream
			.of(Stream.of("wrk", "-t1", "-c32", "-d" + time.toSeconds() + "s", "--latency"),
					Stream.of(headers).flatMap((header) -> Stream.of("-H", header)), Stream.of(address.toString()))
			.flatMap((part) -> part)
			.toList();
		String output = Command.run(command.toArray(String[]::new)).output();
		Matcher p99 = P99.matcher(output);
		if (!p99.find()) {
			throw new IllegalStateException(output);
		}
		double unit = switch (p99.group(2)) {
			case "us" -> 0.001;
			case "ms" -> 1;
			default -> 1000;
		};
		Matcher failures = FAILURES.matcher(output);
		long failed = failures.find() ? ((failures.group(1) != null) ? Long.parseLong(failures.group(1)) : 1) : 0;
		return new Wrk(first(RATE, output), Double.parseDouble(p99.group(1)) * unit, failed);
	}

	private static double first(Pattern pattern, String output) {
		return pattern.matcher(output).results().mapToDouble((found) -> Double.parseDouble(found.group(1))).findFirst().orElseThrow();
	}

}
