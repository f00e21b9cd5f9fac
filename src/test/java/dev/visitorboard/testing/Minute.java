package dev.visitorboard.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/// For what is counted by the minute of the clock.
public final class Minute {

	private Minute() {
	}

	/// Makes an attempt, and another where a new minute has begun meanwhile, which starts
	/// the counting anew.
	/// @param attempt on its own each time, such as from an address of its own
	/// @return what the one brought that lay within a minute
	public static <T> T within(Callable<T> attempt) throws Exception {
		while (true) {
			Instant begun = now();
			T result = attempt.call();
			if (now().equals(begun)) {
				return result;
			}
		}
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MINUTES);
	}

}
