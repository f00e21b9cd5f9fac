package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/// What the fleet did at a moment of the past.
///
/// @param slot ten seconds of the table's time, by their beginning
/// @param serving how many instances served
/// @param meanCpu their mean, 0 to 1; null where it was not known
record FleetPoint(Instant slot, int serving, @Nullable Double meanCpu, double requestsPerSecond) {

	static final Duration SLOT = Duration.ofSeconds(10);

	static FleetPoint of(FleetPicture picture) {
		OptionalDouble cpu = picture.meanCpu();
		return new FleetPoint(slotOf(picture.at()), Math.toIntExact(picture.serving()),
				cpu.isPresent() ? Math.round(cpu.getAsDouble() * 1_000) / 1_000.0 : null,
				Math.round(picture.requestsPerSecond() * 10) / 10.0);
	}

	static Instant slotOf(Instant moment) {
		return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), SLOT.toSeconds()) * SLOT.toSeconds());
	}

}
