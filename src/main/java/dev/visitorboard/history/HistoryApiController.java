package dev.visitorboard.history;

import java.util.List;
import java.util.Locale;

import dev.visitorboard.counter.Interval;
import dev.visitorboard.history.History.Day;
import dev.visitorboard.history.History.Past;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// The past for programs.
@RestController
class HistoryApiController {

	static final String PATH = "/history";

	private final History history;

	private final JsonMapper json;

	private final PageCache cache;

	HistoryApiController(History history, JsonMapper json, PageCache cache) {
		this.history = history;
		this.json = json;
		this.cache = cache;
	}

	/// Also for clients that take anything, such as curl.
	@GetMapping(path = PATH, produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE })
	ResponseEntity<byte[]> json(ServletWebRequest request) {
		PastJson past = PastJson.of(this.history.past());
		return this.cache
			.keep(new PageCache.Key("history.json", null, Locale.ROOT), past,
					() -> Rendered.view(this.json.writeValueAsString(past), MediaType.APPLICATION_JSON))
			.answer(request);
	}

	record PastJson(long count, List<Interval> hours, List<Day> days) {

		static PastJson of(Past past) {
			return new PastJson(past.count(), past.hours(), past.days());
		}

	}

}
