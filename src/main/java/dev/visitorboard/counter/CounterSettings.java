package dev.visitorboard.counter;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this instance counts.
///
/// @param lanes writers of this instance, each with at most one batch under way
/// @param deadline how long a visit may wait for its number
@ConfigurationProperties("board.counter")
record CounterSettings(int lanes, Duration deadline) {

	CounterSettings {
		if (lanes < 1 || lanes > 4 || !deadline.isPositive()) {
			throw new IllegalArgumentException("board.counter needs 1 to 4 lanes and a deadline above 0");
		}
	}

}
