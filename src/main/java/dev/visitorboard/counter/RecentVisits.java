package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.LongStream;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// The visits of the last hours and days, for pages. Hours and days are those of UTC, oldest first, and the last is under
/// way. What was recorded is read once a minute at most, however many pages show it: it changes every ten minutes.
@Service
public class RecentVisits {

	public static final int HOURS = 48;

	public static final int DAYS = 90;

	private static final Duration FRESH = SharedRead.readEvery(Duration.ofMinutes(1));

	private final Clock clock;

	private final SharedRead<NavigableMap<Instant, Long>> hours;

	private final SharedRead<NavigableMap<Instant, Long>> days;

	RecentVisits(HistoryRepository repository, SharedReadFactory reads, Clock clock) {
		this.clock = clock;
		this.hours = reads.current(() -> recorded(repository, ChronoUnit.HOURS, HOURS));
		this.days = reads.older(() -> recorded(repository, ChronoUnit.DAYS, DAYS));
	}

	/// The last [#HOURS] hours.
	/// @param count what the counter shows now
	/// @throws StoreUnavailableException when the table does not answer, and this
	/// instance has never seen the history
	public Reading<List<Interval>> byHour(long count) {
		return intervals(this.hours.orLatest(FRESH), ChronoUnit.HOURS, HOURS, count);
	}

	/// As [#byHour], the last [#DAYS] days.
	public Reading<List<Interval>> byDay(long count) {
		return intervals(this.days.orLatest(FRESH), ChronoUnit.DAYS, DAYS, count);
	}

	private NavigableMap<Instant, Long> recorded(HistoryRepository repository, ChronoUnit unit, int length) {
		Instant now = this.clock.instant();
		return Collections
			.unmodifiableNavigableMap(repository.recorded(begin(now, unit, length), HistoryPeriod.begin(now)));
	}

	private Reading<List<Interval>> intervals(Reading<NavigableMap<Instant, Long>> recorded, ChronoUnit unit,
			int length, long count) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		Instant begin = begin(now, unit, length);
		List<Instant> edges = new ArrayList<>(
				LongStream.range(0, length).mapToObj((steps) -> begin.plus(steps, unit)).toList());
		List<Long> counts = new ArrayList<>(CountHistory.counts(edges, recorded.value()));
		edges.add(now);
		// What is recorded may have been read after the count.
		counts.add(Math.max(count, recorded.value().isEmpty() ? 0 : recorded.value().lastEntry().getValue()));
		return new Reading<>(Interval.between(edges, counts), recorded.age());
	}

	/// Of the first of so many hours or days, the last of which is now.
	private static Instant begin(Instant now, ChronoUnit unit, int length) {
		return now.truncatedTo(unit).minus(length - 1L, unit);
	}

}
