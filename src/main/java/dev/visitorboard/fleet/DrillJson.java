package dev.visitorboard.fleet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A drill that is on, for programs.
///
/// @param intensity in percent of each core
/// @param endsAt by DynamoDB's clock
record DrillJson(int intensity, Instant endsAt, long secondsLeft) {

	static DrillJson of(Drills.Running drill) {
		return new DrillJson(drill.intensity(), drill.endsAt().truncatedTo(ChronoUnit.MILLIS), drill.secondsLeft());
	}

}
