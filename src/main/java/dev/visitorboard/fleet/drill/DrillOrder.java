package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.visitorboard.web.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/// The drill that somebody asks for.
///
/// @param intensity in percent of each core
record DrillOrder(int intensity, Duration duration) {

	private static final int INTENSITY = 80;

	private static final Duration DURATION = Duration.ofMinutes(3);

	/// Reads what came as text.
	/// @param intensity 10 to 90; 80 where there is none
	/// @param duration as `PT3M`, `3m`, `180s` or a number of seconds; three minutes
	/// where there is none
	static DrillOrder parse(@Nullable String intensity, @Nullable String duration) {
		return new DrillOrder((intensity != null) ? intensity(intensity.strip()) : INTENSITY,
				(duration != null) ? duration(duration.strip()) : DURATION);
	}

	private static int intensity(String text) {
		try {
			int percent = Integer.parseInt(text);
			if (percent >= Drill.LEAST_INTENSITY && percent <= Drill.MOST_INTENSITY) {
				return percent;
			}
		}
		catch (NumberFormatException _) {
			// Refused below.
		}
		throw new InvalidParameterException("intensity", "a whole number of percent of each core, from %d to %d"
			.formatted(Drill.LEAST_INTENSITY, Drill.MOST_INTENSITY));
	}

	private static Duration duration(String text) {
		try {
			Duration duration = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (duration.compareTo(Drill.SHORTEST) >= 0 && duration.compareTo(Drill.LONGEST) <= 0) {
				return Duration.ofSeconds(duration.toSeconds());
			}
		}
		catch (IllegalArgumentException | ArithmeticException _) {
			// Refused below.
		}
		throw new InvalidParameterException("duration",
				"from %d seconds to %d minutes, such as PT3M, 3m, 180s or 180 for seconds"
					.formatted(Drill.SHORTEST.toSeconds(), Drill.LONGEST.toMinutes()));
	}

}
