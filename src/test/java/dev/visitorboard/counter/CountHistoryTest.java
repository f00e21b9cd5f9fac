package dev.visitorboard.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

class CountHistoryTest {

	private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

	private final HistoryRepository repository = mock(HistoryRepository.class);

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final CountHistory history = new CountHistory(this.repository, this.counter);

	private NavigableMap<Instant, Long> recorded = new TreeMap<>();

	/// Answers as the repository promises to.
	CountHistoryTest() {
		given(this.repository.recorded(any(), any())).willAnswer((call) -> {
			Instant from = call.getArgument(0);
			Instant before = this.recorded.floorKey(from);
			return this.recorded.subMap((before != null) ? before : from, true, call.getArgument(1), true);
		});
	}

	@Test
	void visitsShowInTheIntervalOfTheNextCountThatWasRecorded() {
		this.recorded = new TreeMap<>(Map.of(NINE, 5L, period(4), 9L, period(6), 10L));
		assertThat(visits(range(0, 7))).containsExactly(0L, 0L, 0L, 4L, 0L, 1L, 0L);
	}

	@Test
	void aCountFromLongBeforeSaysWhereTheRangeSetsOut() {
		this.recorded = new TreeMap<>(Map.of(period(-500), 5L, period(2), 9L));
		assertThat(this.history.counts(range(0, 3))).containsExactly(5L, 5L, 9L, 9L);
	}

	@Test
	void beforeTheFirstCountEverItIsZero() {
		this.recorded = new TreeMap<>(Map.of(period(2), 9L));
		assertThat(this.history.counts(range(0, 3))).containsExactly(0L, 0L, 9L, 9L);
	}

	@Test
	void aRangeUntilNowEndsWithTheCountReadAfterAllThatWereRecorded() {
		this.recorded = new TreeMap<>(Map.of(period(0), 5L, period(1), 6L));
		given(this.counter.total(Duration.ZERO)).willReturn(8L);
		HistoryRange untilNow = new HistoryRange(NINE, period(1).plusSeconds(3), HistoryPeriod.LENGTH, true);
		assertThat(this.history.counts(untilNow)).containsExactly(5L, 6L, 8L);
		InOrder order = inOrder(this.repository, this.counter);
		order.verify(this.repository).recorded(NINE, period(1));
		order.verify(this.counter).total(Duration.ZERO);
	}

	/// Again with the seed that it prints: `-Dhistory.seed=`.
	@Test
	void visitsAlwaysAddUpAndEachShowsWhereItsCountWasRecorded() {
		long seed = Long.getLong("history.seed", System.nanoTime());
		System.out.println("CountHistoryTest: -Dhistory.seed=" + seed);
		Random random = new Random(seed);
		for (int round = 0; round < 2_000; round++) {
			checkOnce(random, "round %d of -Dhistory.seed=%d".formatted(round, seed));
		}
	}

	private void checkOnce(Random random, String where) {
		NavigableMap<Instant, Long> known = randomCounts(random);
		this.recorded = known;
		int first = random.nextInt(-20, 60);
		int last = random.nextInt(first + 1, 90);
		boolean untilNow = random.nextBoolean();
		Instant to = untilNow ? period(last).plusMillis(random.nextInt(1, 600_000)) : period(last);
		HistoryRange range = new HistoryRange(period(first), to,
				HistoryPeriod.LENGTH.multipliedBy(random.nextInt(1, 20)), untilNow);
		long present = at(known, period(1_000)) + random.nextInt(5);
		given(this.counter.total(Duration.ZERO)).willReturn(present);

		HistoryController.HistoryJson answer = HistoryController.HistoryJson.of(range, this.history.counts(range));

		List<Interval> intervals = answer.intervals();
		assertThat(intervals.stream().mapToLong(Interval::visits).sum()).as(where)
			.isEqualTo(answer.countAtEnd() - answer.countAtStart());
		assertThat(answer.countAtStart()).as(where).isEqualTo(at(known, range.from()));
		assertThat(answer.countAtEnd()).as(where).isEqualTo(untilNow ? present : at(known, to));
		Instant begin = range.from();
		for (Interval interval : intervals) {
			assertThat(interval.from()).as(where).isEqualTo(begin);
			begin = interval.to();
			long visits = recordedWithin(known, interval);
			if (untilNow && begin.equals(to)) {
				visits = present - at(known, interval.from());
			}
			assertThat(interval.visits()).as(where).isEqualTo(visits).isNotNegative();
		}
		assertThat(begin).as(where).isEqualTo(to);
	}

	/// A count that only grows, recorded in some periods and missing in runs of others.
	private static NavigableMap<Instant, Long> randomCounts(Random random) {
		NavigableMap<Instant, Long> counts = new TreeMap<>();
		long count = random.nextInt(3);
		double gaps = random.nextDouble();
		boolean runs = random.nextBoolean();
		for (int period = random.nextInt(-40, 40); period < 100; period++) {
			count += random.nextBoolean() ? random.nextLong(50) : 0;
			runs = (random.nextInt(4) == 0) ? random.nextDouble() > gaps : runs;
			if (runs) {
				counts.put(period(period), count);
			}
		}
		return counts;
	}

	/// What was counted between each recorded count of an interval and the one before,
	/// summed up one by one.
	private static long recordedWithin(NavigableMap<Instant, Long> known, Interval interval) {
		long visits = 0;
		long before = 0;
		for (Map.Entry<Instant, Long> one : known.entrySet()) {
			if (one.getKey().isAfter(interval.from()) && !one.getKey().isAfter(interval.to())) {
				visits += one.getValue() - before;
			}
			before = one.getValue();
		}
		return visits;
	}

	private static long at(NavigableMap<Instant, Long> known, Instant moment) {
		return known.headMap(moment, true).values().stream().mapToLong(Long::longValue).max().orElse(0);
	}

	private List<Long> visits(HistoryRange range) {
		return HistoryController.HistoryJson.of(range, this.history.counts(range))
			.intervals()
			.stream()
			.map(Interval::visits)
			.toList();
	}

	private static HistoryRange range(int first, int last) {
		return new HistoryRange(period(first), period(last), HistoryPeriod.LENGTH, false);
	}

	private static Instant period(int number) {
		return NINE.plus(HistoryPeriod.LENGTH.multipliedBy(number));
	}

}
