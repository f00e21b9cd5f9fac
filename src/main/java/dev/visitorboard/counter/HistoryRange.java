package dev.visitorboard.counter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.visitorboard.web.InvalidParameterException;

/// The intervals that a history is asked for: from `from` on, each as long as `step`, and the last as long as is left.
///
/// @param from the beginning of a period
/// @param to the beginning of a period, or now
/// @param step whole periods
/// @param untilNow whether `to` is now, where the count is read instead of looked up
record HistoryRange(Instant from, Instant to, Duration step, boolean untilNow) {

	static final int MOST_INTERVALS = 1_000;

	/// What one query reads in one page of a megabyte, with room to spare.
	static final Duration LONGEST = Duration.ofDays(92);

	/// A bare plus sign would arrive as a space.
	private static final String INSTANT_RULE = "an instant such as 2026-11-21T09:00Z or 2026-11-21T10:00%2B01:00";

	private static final Duration USUAL = Duration.ofHours(24);

	HistoryRange {
		if (!step.isPositive() || !HistoryPeriod.fill(step) || step.compareTo(LONGEST) > 0) {
			throw new InvalidParameterException("step",
					"a multiple of %d minutes up to %d days, such as PT10M, PT1H or P1D"
						.formatted(HistoryPeriod.LENGTH.toMinutes(), LONGEST.toDays()));
		}
		if (!from.isBefore(to)) {
			throw new InvalidParameterException("from", "earlier than to, and than now");
		}
		if (from.plus(LONGEST).isBefore(to)) {
			throw new InvalidParameterException("from", "at most %d days before to".formatted(LONGEST.toDays()));
		}
		if (from.plus(step.multipliedBy(MOST_INTERVALS)).isBefore(to)) {
			throw new InvalidParameterException("step",
					"long enough for at most %d intervals".formatted(MOST_INTERVALS));
		}
	}

	/// Reads the parameters of a request. Counts are recorded by the period, so a moment
	/// within a period is taken back to its beginning. But a `to` within the period that
	/// is
	/// under way, or in the future, means now.
	/// @param from without it, 24 hours before `to`
	/// @param to without it, now
	/// @throws InvalidParameterException with the rule that a parameter breaks
	static HistoryRange parse(Optional<String> from, Optional<String> to, String step, Instant now) {
		Optional<Instant> past = to.map((text) -> instant("to", text))
			.filter((moment) -> !moment.isAfter(HistoryPeriod.begin(now)))
			.map(HistoryPeriod::begin);
		Instant end = past.orElseGet(() -> now.truncatedTo(ChronoUnit.MILLIS));
		Instant start = from.map((text) -> instant("from", text)).orElseGet(() -> end.minus(USUAL));
		return new HistoryRange(HistoryPeriod.begin(start), end, duration(step), past.isEmpty());
	}

	/// The beginning of every interval and the end of the last.
	List<Instant> edges() {
		return Stream
			.concat(Stream.iterate(this.from, (edge) -> edge.isBefore(this.to), (edge) -> edge.plus(this.step)),
					Stream.of(this.to))
			.toList();
	}

	private static Instant instant(String name, String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeParseException _) {
			throw new InvalidParameterException(name, INSTANT_RULE);
		}
	}

	/// What is no duration is refused by the constructor, with all others that are none
	/// of ours.
	private static Duration duration(String text) {
		try {
			return Duration.parse(text);
		}
		catch (DateTimeParseException _) {
			return Duration.ZERO;
		}
	}

}
