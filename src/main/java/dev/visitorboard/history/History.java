package dev.visitorboard.history;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

import dev.visitorboard.board.MessageDays;
import dev.visitorboard.counter.Interval;
import dev.visitorboard.counter.RecentVisits;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// Puts together what is told of the past.
@Service
class History {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final VisitorCounter counter;

	private final RecentVisits visits;

	private final MessageDays messages;

	History(VisitorCounter counter, RecentVisits visits, MessageDays messages) {
		this.counter = counter;
		this.visits = visits;
		this.messages = messages;
	}

	/// Up to now; while the table does not answer, the latest that this instance has
	/// seen.
	/// @throws StoreUnavailableException when it has seen none
	Past past() {
		Reading<Long> count = this.counter.totalOrLatest(FRESH);
		Reading<List<Interval>> hours = this.visits.byHour(count.value());
		Reading<List<Interval>> days = this.visits.byDay(count.value());
		Reading<SequencedMap<LocalDate, Long>> messages = this.messages.latest();
		boolean outdated = Stream.of(count, hours, days, messages).anyMatch(Reading::isOutdated);
		return new Past(count.value(), hours.value(),
				days.value().stream().map((day) -> Day.of(day, messages.value())).toList(), outdated);
	}

	/// What the counter shows, and how it came to that. Oldest first; the last hour and
	/// the last day are under way.
	///
	/// @param outdated whether the table does not answer, so that the latest may be
	/// missing
	record Past(long count, List<Interval> hours, List<Day> days, boolean outdated) {
	}

	/// A day of UTC.
	///
	/// @param messages posted on it and not deleted by their authors; null while they are
	/// not counted yet
	record Day(LocalDate day, long visits, @Nullable Long messages) {

		static Day of(Interval visits, SequencedMap<LocalDate, Long> messages) {
			LocalDate day = LocalDate.ofInstant(visits.from(), ZoneOffset.UTC);
			return new Day(day, visits.visits(), messages.get(day));
		}

	}

}
