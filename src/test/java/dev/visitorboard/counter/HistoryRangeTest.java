package dev.visitorboard.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.visitorboard.web.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HistoryRangeTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:27:03.123456Z");

	private static final Instant PERIOD = Instant.parse("2026-11-21T09:20:00Z");

	private static final Instant MILLIS = Instant.parse("2026-11-21T09:27:03.123Z");

	@Test
	void withoutParametersItIsTheLast24HoursUntilNow() {
		HistoryRange range = HistoryRange.parse(Optional.empty(), Optional.empty(), "PT1H", NOW);
		assertThat(range)
			.isEqualTo(new HistoryRange(PERIOD.minus(Duration.ofDays(1)), MILLIS, Duration.ofHours(1), true));
		assertThat(range.edges()).hasSize(26).startsWith(PERIOD.minus(Duration.ofDays(1))).endsWith(PERIOD, MILLIS);
	}

	@Test
	void withoutAFromItIsThe24HoursBeforeTo() {
		assertThat(range(null, "2026-11-20T12:00:00Z", "PT1H"))
			.isEqualTo(new HistoryRange(Instant.parse("2026-11-19T12:00:00Z"), Instant.parse("2026-11-20T12:00:00Z"),
					Duration.ofHours(1), false));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21T08:00Z, 2026-11-21T09:00Z", "2026-11-21T08:09:59.999Z, 2026-11-21T09:09:59.999999999Z",
			"2026-11-21T10:00+02:00, 2026-11-21T03:35:00-05:30" })
	void momentsWithinAPeriodAreTakenBackToItsBeginningWhateverTheirOffset(String from, String to) {
		assertThat(range(from, to, "PT10M")).isEqualTo(new HistoryRange(Instant.parse("2026-11-21T08:00:00Z"),
				Instant.parse("2026-11-21T09:00:00Z"), Duration.ofMinutes(10), false));
	}

	@Test
	void aMomentBefore1970IsTakenBackToo() {
		assertThat(HistoryPeriod.begin(Instant.parse("1969-12-31T23:59:59.5Z"))).isEqualTo("1969-12-31T23:50:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-21T09:20:00.001Z", "2026-11-21T09:27Z", "2026-11-21T09:29:59Z",
			"2026-11-21T09:30Z", "+999999999-12-31T23:59:59Z" })
	void aToWithinThePeriodUnderWayOrInTheFutureMeansNow(String to) {
		HistoryRange range = range("2026-11-21T09:00Z", to, "PT10M");
		assertThat(range.untilNow()).isTrue();
		assertThat(range.to()).isEqualTo(MILLIS);
	}

	@Test
	void aToAtTheBeginningOfThePeriodUnderWayIsThatAndNotNow() {
		HistoryRange range = range("2026-11-21T09:00Z", "2026-11-21T09:20Z", "PT10M");
		assertThat(range.untilNow()).isFalse();
		assertThat(range.to()).isEqualTo(PERIOD);
	}

	@Test
	void theLastIntervalIsAsLongAsIsLeft() {
		assertThat(range("2026-11-21T07:00Z", "2026-11-21T09:20Z", "PT1H").edges()).containsExactly(
				Instant.parse("2026-11-21T07:00:00Z"), Instant.parse("2026-11-21T08:00:00Z"),
				Instant.parse("2026-11-21T09:00:00Z"), PERIOD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "-PT10M", "PT5M", "PT15M", "PT10M0.5S", "PT10M1S", "P1M", "PT1H/2", "1h", "3600",
			"P92DT10M", "PT2562047788015215H", "PT99999999999999999999H" })
	void aStepThatIsNoMultipleOfThePeriodIsRefused(String step) {
		assertRefused(null, null, step,
				"step must be a multiple of 10 minutes up to 92 days, such as PT10M, PT1H or P1D.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "now", "2026-11-21", "2026-11-21T09:00", "2026-11-21T10:00 01:00", "1763715600",
			"2026-13-21T09:00Z" })
	void whatIsNoInstantIsRefused(String text) {
		String rule = " must be an instant such as 2026-11-21T09:00Z or 2026-11-21T10:00%2B01:00.";
		assertRefused(text, null, "PT1H", "from" + rule);
		assertRefused(null, text, "PT1H", "to" + rule);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21T09:00Z, 2026-11-21T09:00Z", "2026-11-21T09:09Z, 2026-11-21T09:00Z",
			"2026-11-21T09:00Z, 2026-11-21T08:50Z", "2026-11-21T09:30Z,", "2026-11-22T09:00Z, 2026-11-23T09:00Z",
			"+999999999-12-31T23:59:59Z," })
	void aFromThatIsNotBeforeToIsRefused(String from, String to) {
		assertRefused(from, to, "PT10M", "from must be earlier than to, and than now.");
	}

	@Test
	void aThousandIntervalsAreAnsweredAndOneMoreIsRefused() {
		String to = "2026-11-21T00:00Z";
		String from = Instant.parse("2026-11-21T00:00:00Z").minus(Duration.ofMinutes(10_000)).toString();
		assertThat(range(from, to, "PT10M").edges()).hasSize(1_001);
		String earlier = Instant.parse(from).minus(HistoryPeriod.LENGTH).toString();
		assertRefused(earlier, to, "PT10M", "step must be long enough for at most 1000 intervals.");
		assertThat(range(earlier, to, "PT20M").edges()).hasSize(502);
	}

	@Test
	void ninetyTwoDaysAreAnsweredAndOnePeriodMoreIsRefused() {
		String to = "2026-11-21T00:00Z";
		Instant from = Instant.parse("2026-11-21T00:00:00Z").minus(HistoryRange.LONGEST);
		assertThat(range(from.toString(), to, "P1D").edges()).hasSize(93);
		assertRefused(from.minus(HistoryPeriod.LENGTH).toString(), to, "P1D",
				"from must be at most 92 days before to.");
		assertRefused("-999999999-01-01T00:00Z", to, "P92D", "from must be at most 92 days before to.");
		assertThat(range(null, "-999999999-01-03T00:00Z", "P1D").edges()).hasSize(2);
	}

	private static HistoryRange range(@Nullable String from, @Nullable String to, String step) {
		return HistoryRange.parse(Optional.ofNullable(from), Optional.ofNullable(to), step, NOW);
	}

	private static void assertRefused(@Nullable String from, @Nullable String to, String step, String rule) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> range(from, to, step))
			.satisfies((refused) -> assertThat(refused.getBody().getDetail()).isEqualTo(rule));
	}

}
