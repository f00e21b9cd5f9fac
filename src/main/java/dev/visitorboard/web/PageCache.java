package dev.visitorboard.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// The pages that are the same for everyone, each rendered once for what it shows and then served from its bytes.
@Component
public class PageCache {

	private final ITemplateEngine templates;

	private final Cache<Key, Page> pages = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterAccess(Duration.ofMinutes(10))
		.build();

	public PageCache(ITemplateEngine templates) {
		this.templates = templates;
	}

	/// The bytes of a page, which is rendered anew only if its content has changed.
	/// @param content all that the page shows; equal contents make equal pages of one key
	/// @param model what the template needs
	public Rendered get(Key key, Object content, Supplier<Map<String, Object>> model) {
		return keep(key, content, () -> this.templates.process(key.template(), new Context(key.locale(), model.get())));
	}

	/// As [#get], for what no template makes.
	public Rendered keep(Key key, Object content, Supplier<String> text) {
		Page page = this.pages.getIfPresent(key);
		if (page == null || !page.content().equals(content)) {
			page = Objects.requireNonNull(this.pages.asMap()
				.compute(key, (_, current) -> (current != null && current.content().equals(content)) ? current
						: new Page(content, Rendered.of(text.get()))));
		}
		return page.rendered();
	}

	/// Which page it is.
	///
	/// @param template its name, or another for what no template makes; it never comes
	/// from a request
	/// @param variant tells the pages of one template apart
	public record Key(String template, @Nullable Object variant, Locale locale) {
	}

	private record Page(Object content, Rendered rendered) {
	}

}
