package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What the fleet did in ten seconds of the past.
///
/// @param begin of the ten seconds, by the table's time
/// @param serving how many instances served
/// @param meanCpu their mean, 0 to 1; null where it was not known
public record FleetPoint(Instant begin, int serving, @Nullable Double meanCpu, double requestsPerSecond) {

	public static final Duration LENGTH = Duration.ofSeconds(10);

	static FleetPoint of(FleetPicture picture) {
		return new FleetPoint(beginOf(picture.at()), picture.serving(), picture.meanCpu(), picture.requestsPerSecond());
	}

	/// The beginning of the ten seconds that a moment lies in.
	public static Instant beginOf(Instant moment) {
		long seconds = LENGTH.toSeconds();
		return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
	}

}
