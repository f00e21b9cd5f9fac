package dev.visitorboard.startup;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// How far this machine's clock is from DynamoDB's.
final class ClockSkew {

	/// From here on messages stand visibly out of order between instances.
	private static final Duration NOTED = Duration.ofSeconds(30);

	/// DynamoDB refuses signatures that are older. The SDK then sends again with its
	/// time corrected, but a counter's write, which is sent once, fails.
	private static final Duration REFUSED = Duration.ofMinutes(5);

	private ClockSkew() {
	}

	/// @param date the header of an answer just received
	static Finding judge(String date, Instant now) {
		Duration skew;
		try {
			skew = Duration.between(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), now);
		}
		catch (DateTimeException _) {
			return Finding.note("clock: DynamoDB did not tell the time");
		}
		String text = "clock %s DynamoDB's".formatted(describe(skew));
		if (skew.abs().compareTo(REFUSED) > 0) {
			return Finding
				.fail("The %s, which refuses requests more than 5 min off: let chronyd or systemd-timesyncd set it."
					.formatted(text));
		}
		return (skew.abs().compareTo(NOTED) > 0)
				? Finding.note(text + ": messages are put in order by the clocks of instances; let chronyd set it")
				: Finding.ok(text);
	}

	private static String describe(Duration skew) {
		long seconds = skew.abs().toSeconds();
		// The header has whole seconds.
		return (seconds <= 1) ? "agrees with"
				: "is %d s %s".formatted(seconds, skew.isNegative() ? "behind" : "ahead of");
	}

}
