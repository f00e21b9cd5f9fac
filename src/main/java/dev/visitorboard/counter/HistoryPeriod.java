package dev.visitorboard.counter;

import java.time.Duration;
import java.time.Instant;

/// The ten-minute periods of the counter history: one count is recorded in each.
final class HistoryPeriod {

	static final Duration LENGTH = Duration.ofMinutes(10);

	private HistoryPeriod() {
	}

	/// The beginning of the period that a moment lies in.
	static Instant begin(Instant moment) {
		return Instant
			.ofEpochSecond(moment.getEpochSecond() - Math.floorMod(moment.getEpochSecond(), LENGTH.toSeconds()));
	}

	/// Whether a duration is made of whole periods.
	static boolean fill(Duration duration) {
		return duration.equals(LENGTH.multipliedBy(duration.dividedBy(LENGTH)));
	}

}
