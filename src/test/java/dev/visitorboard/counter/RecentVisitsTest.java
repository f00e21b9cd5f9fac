package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.dynamodb.DirectReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

class RecentVisitsTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:27:03.123456Z");

	private final HistoryRepository repository = mock(HistoryRepository.class);

	private final Clock clock = mock(Clock.class);

	private final AtomicLong nanos = new AtomicLong();

	private final RecentVisits visits = new RecentVisits(this.repository, DirectReads.with(this.nanos::get),
			this.clock);

	@BeforeEach
	void fourCounts() {
		given(this.clock.instant()).willReturn(NOW);
		given(this.repository.recorded(any(), any())).willReturn(new TreeMap<>(Map.of(at("2026-11-20T22:00"), 1L,
				at("2026-11-21T08:00"), 5L, at("2026-11-21T09:00"), 12L, at("2026-11-21T09:20"), 20L)));
	}

	@Test
	void hoursBeginWhenTheClockStrikesAndTheLastIsUnderWay() {
		List<Interval> hours = this.visits.byHour(23).value();
		assertThat(hours).hasSize(RecentVisits.HOURS)
			.endsWith(new Interval(at("2026-11-21T07:00"), at("2026-11-21T08:00"), 4),
					new Interval(at("2026-11-21T08:00"), at("2026-11-21T09:00"), 7),
					new Interval(at("2026-11-21T09:00"), NOW.truncatedTo(ChronoUnit.SECONDS), 11));
		then(this.repository).should().recorded(at("2026-11-19T10:00"), at("2026-11-21T09:20"));
	}

	@Test
	void daysAreThoseOfUtc() {
		List<Interval> days = this.visits.byDay(23).value();
		assertThat(days).hasSize(RecentVisits.DAYS)
			.endsWith(new Interval(at("2026-11-20T00:00"), at("2026-11-21T00:00"), 1),
					new Interval(at("2026-11-21T00:00"), NOW.truncatedTo(ChronoUnit.SECONDS), 22));
	}

	@Test
	void aCountReadBeforeTheLastOneRecordedMakesNoVisitsBelowZero() {
		assertThat(this.visits.byHour(3).value().getLast().visits()).isEqualTo(8);
	}

	@Test
	void theTableIsReadOnceAMinuteHoweverManyPagesShowIt() {
		this.visits.byHour(20);
		this.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(this.visits.byHour(30).value().getLast().visits()).isEqualTo(18);
		then(this.repository).should(times(1)).recorded(any(), any());
		this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
		this.visits.byHour(30);
		then(this.repository).should(times(2)).recorded(any(), any());
	}

	@Test
	void whatWasReadLastStandsInWhileTheTableDoesNotAnswer() {
		this.visits.byHour(20);
		given(this.repository.recorded(any(), any()))
			.willThrow(new StoreUnavailableException(new IllegalStateException("lost")));
		this.nanos.addAndGet(Duration.ofMinutes(5).toNanos());
		given(this.clock.instant()).willReturn(NOW.plus(1, ChronoUnit.HOURS));
		assertThat(this.visits.byHour(20).isOutdated()).isTrue();
		assertThat(this.visits.byHour(20).value().getLast().from()).isEqualTo(at("2026-11-21T10:00"));
		assertThatThrownBy(() -> this.visits.byDay(20)).isInstanceOf(StoreUnavailableException.class);
	}

	private static Instant at(String minute) {
		return Instant.parse(minute + ":00Z");
	}

}
