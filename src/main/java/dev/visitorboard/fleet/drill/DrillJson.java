package dev.visitorboard.fleet.drill;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A drill that is on, for programs.
///
/// @param intensity in percent of each core
/// @param endsAt by DynamoDB's clock
public record DrillJson(int intensity, Instant endsAt, long secondsLeft) {

	public static DrillJson of(DrillRunner.Running drill) {
		return new DrillJson(drill.intensity(), drill.endsAt().truncatedTo(ChronoUnit.MILLIS), drill.secondsLeft());
	}

}
