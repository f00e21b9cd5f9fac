package dev.visitorboard.dynamodb;

import java.time.Duration;

/// What was read, and how long ago if that is longer than was asked for.
///
/// @param age zero for a value as fresh as was asked for
/// @param <T> what was read
public record Reading<T>(T value, Duration age) {

	/// Whether the table did not answer, so that there may be something newer.
	public boolean isOutdated() {
		return this.age.isPositive();
	}

}
