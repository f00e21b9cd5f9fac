package dev.visitorboard.history;

import java.util.Locale;
import java.util.Map;

import dev.visitorboard.history.History.Past;
import dev.visitorboard.web.PageCache;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.ServletWebRequest;

/// The past as a page.
@Controller
class HistoryPageController {

	private static final String TEMPLATE = "history";

	private final History history;

	private final PageCache cache;

	HistoryPageController(History history, PageCache cache) {
		this.history = history;
		this.cache = cache;
	}

	@GetMapping(path = HistoryApiController.PATH, produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(Locale locale, ServletWebRequest request) {
		HistoryView view = HistoryView.of(this.history.past(), locale);
		return this.cache
			.get(new PageCache.Key(TEMPLATE, null, locale), view, () -> Map.of("view", view, "style", TEMPLATE))
			.answer(request);
	}

}
