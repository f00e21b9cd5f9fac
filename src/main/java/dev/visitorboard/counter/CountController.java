package dev.visitorboard.counter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import dev.visitorboard.web.Accept;
import dev.visitorboard.web.PageCache;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// The counter for other sites and scripts: open to every origin, without credentials. The count has one address and three
/// views, by `Accept` or by suffix.
@RestController
@CrossOrigin(methods = { RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST },
		exposedHeaders = { "Retry-After", "X-Request-Id", "X-Served-By" })
class CountController {

	/// How old the badge may be: another site shows it to all its visitors.
	private static final Duration FRESH = Duration.ofSeconds(1);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final MediaType SVG = new MediaType("image", "svg+xml");

	private final VisitorCounter counter;

	private final PageCache cache;

	CountController(VisitorCounter counter, PageCache cache) {
		this.counter = counter;
		this.cache = cache;
	}

	/// JSON, unless a client prefers another view. Some browsers like HTML and pictures
	/// alike, and get JSON too.
	@GetMapping("/count")
	ResponseEntity<?> total(@ModelAttribute Badge.Wish wish, ServletWebRequest request) {
		MediaType view = Accept
			.best(request.getRequest(), MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN, SVG)
			.orElse(MediaType.APPLICATION_JSON);
		if (view.equals(SVG)) {
			return badge(wish, request);
		}
		return view.equals(MediaType.TEXT_PLAIN) ? text() : uncached(this.counter.total(Duration.ZERO));
	}

	@GetMapping("/count.txt")
	ResponseEntity<String> text() {
		return ResponseEntity.ok().contentType(TEXT).body(this.counter.total(Duration.ZERO) + "\n");
	}

	/// While the table does not answer, the latest count that this instance has seen.
	@GetMapping("/count.svg")
	ResponseEntity<byte[]> badge(@ModelAttribute Badge.Wish wish, ServletWebRequest request) {
		Badge badge = Badge.of(wish);
		long count = this.counter.totalOrLatest(FRESH).value();
		return this.cache.keep(new PageCache.Key("count.svg", badge, Locale.ROOT), count, () -> badge.svg(count))
			.view(request, SVG);
	}

	@PostMapping("/count")
	ResponseEntity<Count> count() {
		return uncached(this.counter.count());
	}

	private static ResponseEntity<Count> uncached(long count) {
		return ResponseEntity.ok().body(new Count(count));
	}

	record Count(long count) {
	}

}
