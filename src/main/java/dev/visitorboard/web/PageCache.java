package dev.visitorboard.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// The answers that are the same for everyone, each rendered once for what it shows and then served from its bytes.
///
/// One caller renders. For a moment the others get the last page that was current, so that they need not wait for it.
@Component
public class PageCache {

	/// How long a page may stand in for the next one.
	public static final Duration STAND_IN = Duration.ofMillis(100);

	/// How old content may be for pages that are never older than a second.
	public static final Duration FRESH = Duration.ofSeconds(1).minus(STAND_IN);

	private final ITemplateEngine templates;

	private final Ticker ticker;

	private final Cache<Key, Page> pages = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterAccess(Duration.ofMinutes(10))
		.build();

	public PageCache(ITemplateEngine templates, Ticker ticker) {
		this.templates = templates;
		this.ticker = ticker;
	}

	/// A page, which is rendered anew only if its content has changed.
	/// @param content all that the page shows; equal contents make equal pages of one key
	/// @param model what the template needs
	public Rendered get(Key key, Object content, Supplier<Map<String, Object>> model) {
		return keep(key, content, () -> Rendered
			.html(this.templates.process(key.template(), new Context(key.locale(), model.get())), key.locale()));
	}

	/// As [#get], for what no template makes.
	public Rendered keep(Key key, Object content, Supplier<Rendered> make) {
		return this.pages.get(key, (_) -> new Page()).of(content, make);
	}

	/// Which page it is.
	///
	/// @param template its name, or another for what no template makes; it never comes
	/// from a request
	/// @param variant tells the pages of one template apart
	public record Key(String template, @Nullable Object variant, Locale locale) {
	}

	/// One page over time.
	private final class Page {

		private final ReentrantLock making = new ReentrantLock();

		private volatile @Nullable Version latest;

		/// When the latest version last was what a caller wanted.
		private volatile long wanted;

		Rendered of(Object content, Supplier<Rendered> make) {
			Version version = this.latest;
			long now = PageCache.this.ticker.nanos();
			if (version != null && version.content().equals(content)) {
				this.wanted = now;
				return version.rendered();
			}
			if (version == null || now - this.wanted > STAND_IN.toNanos()) {
				this.making.lock();
			}
			else if (!this.making.tryLock()) {
				return version.rendered();
			}
			try {
				return made(content, make);
			}
			finally {
				this.making.unlock();
			}
		}

		private Rendered made(Object content, Supplier<Rendered> make) {
			Version version = this.latest;
			if (version == null || !version.content().equals(content)) {
				version = new Version(content, make.get());
				this.latest = version;
			}
			this.wanted = PageCache.this.ticker.nanos();
			return version.rendered();
		}

	}

	private record Version(Object content, Rendered rendered) {
	}

}
