package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.time.Instant;

/// A drill that somebody started: every instance is to be this busy until then.
///
/// @param id tells it from an earlier one
/// @param intensity in percent of each of an instance's cores
/// @param length from its start to its planned end
/// @param endsAt by DynamoDB's clock
public record Drill(String id, int intensity, Duration length, Instant endsAt) {

	static final int LEAST_INTENSITY = 10;

	static final int MOST_INTENSITY = 90;

	static final Duration SHORTEST = Duration.ofSeconds(10);

	static final Duration LONGEST = Duration.ofMinutes(10);

	public Drill {
		if (intensity < LEAST_INTENSITY || intensity > MOST_INTENSITY) {
			throw new IllegalArgumentException("intensity " + intensity);
		}
		if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("length " + length);
		}
	}

}
