package dev.visitorboard.board;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.instance.Instance;
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

	private final PageRenderer renderer;

	private final Cache<Place, KeptPage> kept = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterAccess(Duration.ofMinutes(10))
		.build();

	Pages(Board board, VisitorCounter counter, Instance instance, PageRenderer renderer) {
		this.board = board;
		this.counter = counter;
		this.instance = instance;
		this.renderer = renderer;
	}

	/// @param cursor only messages older than this one; null for the newest
	KeptPage page(@Nullable MessageId cursor, Locale locale) {
		Slice slice = this.board.slice(cursor, FRESH);
		long count = this.counter.total(FRESH);
		Place place = new Place(cursor, locale);
		KeptPage page = this.kept.getIfPresent(place);
		if (page != null && page.shows(slice, count)) {
			return page;
		}
		return Objects.requireNonNull(this.kept.asMap()
			.compute(place, (_, current) -> (current != null && current.shows(slice, count)) ? current
					: KeptPage.of(slice, count, this.renderer.render(view(slice, cursor == null, count, locale)))));
	}

	/// The newest messages for one visitor.
	/// @param age how old they may be; zero sees the visitor's own post
	BoardView newest(Duration age, Locale locale) {
		return view(this.board.slice(null, age), true, this.counter.total(FRESH), locale);
	}

	private BoardView view(Slice slice, boolean newest, long count, Locale locale) {
		return BoardView.of(slice, newest, count, this.instance, locale);
	}

	private record Place(@Nullable MessageId cursor, Locale locale) {
	}

}
