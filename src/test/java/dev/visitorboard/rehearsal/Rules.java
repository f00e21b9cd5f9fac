package dev.visitorboard.rehearsal;

import java.time.Duration;

/// The rules of the scaling group. AWS counts in minutes where a rehearsal counts in seconds.
///
/// @param target the mean CPU to keep, from 0 to 1
/// @param checkEvery how often the load balancer asks each instance for its health
/// @param checkPatience how long it waits for an answer
/// @param outAfter how many seconds in a row the mean must be above the target
/// @param inAfter how many it must be below nine tenths of it
/// @param warmUp how long a new instance's CPU does not count
/// @param grace how long it may take until it is healthy
/// @param deregistration how long requests under way are waited for
/// @param drain the board's own `DRAIN_TIME`
record Rules(int min, int max, double target, Duration checkEvery, Duration checkPatience, int outAfter, int inAfter,
		Duration warmUp, Duration grace, Duration deregistration, Duration drain) {

	Rules {
		if (min < 1 || max < min || max > 10) {
			throw new IllegalArgumentException("Instances must be from 1 to 10: min %d, max %d".formatted(min, max));
		}
	}

	/// As the stack has them, with seconds for minutes where AWS takes its time.
	static Rules of(int min, int max) {
		return new Rules(min, max, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(2), 15, 60, Duration.ofSeconds(20),
				Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofSeconds(15));
	}

	/// For a test that nobody watches. The target is so low that a drill is above it also
	/// where others take most of the cores.
	Rules hurried() {
		return new Rules(this.min, this.max, 0.27, Duration.ofMillis(500), Duration.ofSeconds(20), 2, 4,
				Duration.ofSeconds(11), this.grace.multipliedBy(2), Duration.ofSeconds(5), Duration.ofSeconds(2));
	}

}
