package dev.visitorboard.board;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visitorboard.board.KeptPage.Content;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.Rendered;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// The pages that are the same for everyone, each rendered once for what it shows and then served from its bytes.
@Service
class Pages {

	/// How old a page may be that nobody has just posted to.
	static final Duration FRESH = Duration.ofSeconds(1);

	private final Board board;

	private final VisitorCounter counter;

	private final Instance instance;

	private final Fleet fleet;

	private final PageRenderer renderer;

	private final FormTime formTime;

	private final Cache<Place, KeptPage> kept = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterAccess(Duration.ofMinutes(10))
		.build();

	private volatile Duration servedAge = Duration.ZERO;

	Pages(Board board, VisitorCounter counter, Instance instance, Fleet fleet, PageRenderer renderer, FormTime formTime,
			MeterRegistry registry) {
		this.board = board;
		this.counter = counter;
		this.instance = instance;
		this.fleet = fleet;
		this.renderer = renderer;
		this.formTime = formTime;
		Gauge.builder("board.snapshot.age", () -> this.servedAge.toMillis() / 1000.0)
			.description("How old the page served last was; above 1 only while the table does not answer")
			.baseUnit("seconds")
			.register(registry);
	}

	/// The page, or the latest that this instance can make while the table does not
	/// answer.
	/// @param cursor only messages older than this one; null for the newest
	/// @throws StoreUnavailableException when it has never seen these messages
	KeptPage page(@Nullable MessageId cursor, Locale locale) {
		Content content = content(cursor, FRESH);
		Place place = new Place(cursor, locale);
		KeptPage page = this.kept.getIfPresent(place);
		if (page != null && page.content().equals(content)) {
			return page;
		}
		return Objects.requireNonNull(this.kept.asMap()
			.compute(place, (_, current) -> (current != null && current.content().equals(content)) ? current
					: new KeptPage(content, Rendered.of(this.renderer.render(view(content, cursor == null, locale))))));
	}

	/// The newest messages for one visitor, as far as the table answers: a visitor's
	/// text is worth a page without them.
	/// @param age how old they may be; zero sees the visitor's own post
	BoardView newest(Duration age, Locale locale) {
		try {
			return view(content(null, age), true, locale);
		}
		catch (StoreUnavailableException _) {
			return BoardView.of(new Slice(List.of(), null), true, null, null, this.instance, this.fleet.strip(),
					locale);
		}
	}

	private Content content(@Nullable MessageId cursor, Duration age) {
		Reading<Slice> slice = this.board.sliceOrLatest(cursor, age);
		Optional<Reading<Long>> count = count();
		Duration ofCount = count.map(Reading::age).orElse(Duration.ZERO);
		Duration older = (slice.age().compareTo(ofCount) > 0) ? slice.age() : ofCount;
		this.servedAge = older;
		return new Content(slice.value(), count.map(Reading::value).orElse(null),
				older.isPositive() ? Age.of(older) : null, this.fleet.strip(), this.formTime.step());
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

	private BoardView view(Content content, boolean newest, Locale locale) {
		return BoardView.of(content.slice(), newest, content.count(), content.age(), this.instance, content.fleet(),
				locale);
	}

	private record Place(@Nullable MessageId cursor, Locale locale) {
	}

}
