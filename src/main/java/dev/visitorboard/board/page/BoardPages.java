package dev.visitorboard.board.page;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.Slice;
import dev.visitorboard.counter.Interval;
import dev.visitorboard.counter.RecentVisits;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.Bars;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import dev.visitorboard.web.UtcTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// Reads what a page shows, and makes the model of its template.
@Service
class BoardPages {

	static final String TEMPLATE = "board";

	/// For a page that nobody has just posted to.
	static final Duration FRESH = PageCache.FRESH;

	/// How many of the last hours are drawn.
	private static final int HOURS = 24;

	/// The `maxlength` of the fields, which browsers count in UTF-16 units: at most two a
	/// code point.
	private static final Map<String, Integer> LIMITS = Map.of("text", 2 * Post.LONGEST_TEXT, "name",
			2 * Post.LONGEST_NAME);

	private final Board board;

	private final VisitorCounter counter;

	private final RecentVisits visits;

	private final Instance instance;

	private final Fleet fleet;

	private final FormTime formTime;

	private final PageCache cache;

	private volatile Duration servedAge = Duration.ZERO;

	private volatile @Nullable Drawing drawing;

	BoardPages(Board board, VisitorCounter counter, RecentVisits visits, Instance instance, Fleet fleet,
			FormTime formTime, PageCache cache, MeterRegistry registry) {
		this.board = board;
		this.counter = counter;
		this.visits = visits;
		this.instance = instance;
		this.fleet = fleet;
		this.formTime = formTime;
		this.cache = cache;
		Gauge.builder("board.snapshot.age", () -> this.servedAge.toMillis() / 1000.0)
			.description("How old the page served last was; above 1 only while the table does not answer")
			.baseUnit("seconds")
			.register(registry);
	}

	/// The page for everyone, or the latest that this instance can make while the table
	/// does not answer.
	/// @param before only messages older than this one; null for the newest
	/// @throws StoreUnavailableException when it has never seen these messages
	Rendered page(@Nullable MessageId before, Locale locale) {
		BoardSnapshot snapshot = snapshot(before, FRESH);
		return this.cache.get(new PageCache.Key(TEMPLATE, before, locale), snapshot,
				() -> model(snapshot, before == null, locale));
	}

	/// The page of the messages that follow `after`; empty where the first page has them
	/// all.
	/// @throws StoreUnavailableException when it has never seen these messages
	Optional<Rendered> newer(MessageId after, Locale locale) {
		Reading<Optional<Slice>> reading = this.board.newerOrLatest(after, FRESH);
		return reading.value().map((slice) -> {
			BoardSnapshot snapshot = snapshot(new Reading<>(slice, reading.age()));
			return this.cache.get(new PageCache.Key(TEMPLATE, "after=" + after, locale), snapshot,
					() -> model(snapshot, false, locale));
		});
	}

	/// As [#page], in plain text.
	Rendered text(@Nullable MessageId before) {
		BoardSnapshot snapshot = snapshot(before, FRESH);
		return this.cache.keep(new PageCache.Key("board.txt", before, Locale.ROOT), snapshot,
				() -> Rendered.text(BoardText.of(snapshot, this.instance.face())));
	}

	/// The newest messages, as far as the table answers: a visitor's text is worth a page
	/// without them.
	/// @param age how old they may be; zero sees the visitor's own post
	BoardSnapshot newest(Duration age) {
		try {
			return snapshot(null, age);
		}
		catch (StoreUnavailableException _) {
			return new BoardSnapshot(Slice.EMPTY, null, null, null, this.fleet.strip(), this.formTime.step());
		}
	}

	/// What the template needs, with an empty form.
	Map<String, Object> model(BoardSnapshot snapshot, boolean newest, Locale locale) {
		return new HashMap<>(Map.of("board", snapshot, "newest", newest, "instance", this.instance, "utc",
				new UtcTime(locale), "links", new Links(), "opened", this.formTime.field(), "limits", LIMITS, "form",
				PostForm.EMPTY, "reasons", Map.of()));
	}

	private BoardSnapshot snapshot(@Nullable MessageId before, Duration age) {
		return snapshot(this.board.messagesOrLatest(before, age));
	}

	private BoardSnapshot snapshot(Reading<Slice> slice) {
		Optional<Reading<Long>> count = count();
		Duration ofCount = count.map(Reading::age).orElse(Duration.ZERO);
		Duration older = (slice.age().compareTo(ofCount) > 0) ? slice.age() : ofCount;
		this.servedAge = older;
		return new BoardSnapshot(slice.value(), count.map(Reading::value).orElse(null),
				count.flatMap((known) -> visits(known.value())).orElse(null), older.isPositive() ? Age.of(older) : null,
				this.fleet.strip(), this.formTime.step());
	}

	/// A count that cannot be read is no reason to show no messages.
	private Optional<Reading<Long>> count() {
		try {
			return Optional.of(this.counter.totalOrLatest(FRESH));
		}
		catch (StoreUnavailableException _) {
			return Optional.empty();
		}
	}

	/// Drawn anew when the count or the hour has changed, for which a step of the form's
	/// time is short enough.
	private Optional<Bars> visits(long count) {
		Instant step = this.formTime.step();
		Drawing kept = this.drawing;
		if (kept != null && kept.count() == count && kept.step().equals(step)) {
			return Optional.of(kept.visits());
		}
		try {
			List<Interval> hours = this.visits.byHour(count).value();
			Bars visits = Bars
				.of(hours.subList(hours.size() - HOURS, hours.size()).stream().map(Interval::visits).toList());
			this.drawing = new Drawing(count, step, visits);
			return Optional.of(visits);
		}
		catch (StoreUnavailableException _) {
			return Optional.empty();
		}
	}

	private record Drawing(long count, Instant step, Bars visits) {
	}

}
