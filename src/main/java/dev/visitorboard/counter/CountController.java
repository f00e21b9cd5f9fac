package dev.visitorboard.counter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.visitorboard.web.Accept;
import dev.visitorboard.web.KeptResource;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
class CountController implements KeptResource {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final MediaType SVG = new MediaType("image", "svg+xml");

	/// As Spring MVC has them for what is open to other origins.
	private static final HttpHeaders BY_ORIGIN = HttpHeaders.readOnlyHttpHeaders(byOrigin());

	private final VisitorCounter counter;

	private final PageCache cache;

	CountController(VisitorCounter counter, PageCache cache) {
		this.counter = counter;
		this.cache = cache;
	}

	@Override
	public String path() {
		return "/count";
	}

	/// What a script of another site asks for needs headers that tell its browser so.
	@Override
	public boolean isWantedBy(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getHeader(HttpHeaders.ORIGIN) == null && (accept == null || accept.equals(MediaType.ALL_VALUE)
				|| accept.equals(MediaType.APPLICATION_JSON_VALUE));
	}

	@Override
	public ResponseEntity<byte[]> answer(ServletWebRequest request, Locale locale) {
		return new ResponseEntity<>(json(), BY_ORIGIN, HttpStatus.OK);
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
		return view.equals(MediaType.TEXT_PLAIN) ? text()
				: ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json());
	}

	@GetMapping("/count.txt")
	ResponseEntity<String> text() {
		return ResponseEntity.ok().contentType(TEXT).body(this.counter.total(Duration.ZERO) + "\n");
	}

	/// While the table does not answer, the latest count that this instance has seen.
	@GetMapping("/count.svg")
	ResponseEntity<byte[]> badge(@ModelAttribute Badge.Wish wish, ServletWebRequest request) {
		Badge badge = Badge.of(wish);
		long count = this.counter.totalOrLatest(PageCache.FRESH).value();
		return this.cache
			.keep(new PageCache.Key("count.svg", badge, Locale.ROOT), count, () -> Rendered.view(badge.svg(count), SVG))
			.answer(request);
	}

	@PostMapping("/count")
	ResponseEntity<Count> count() {
		return ResponseEntity.ok().body(new Count(this.counter.count()));
	}

	/// A [Count], which is too simple to need a library.
	private byte[] json() {
		return ("{\"count\":" + this.counter.total(Duration.ZERO) + "}").getBytes(StandardCharsets.UTF_8);
	}

	private static HttpHeaders byOrigin() {
		HttpHeaders headers = new HttpHeaders();
		headers.addAll(HttpHeaders.VARY, List.of(HttpHeaders.ORIGIN, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
				HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
		headers.setContentType(MediaType.APPLICATION_JSON);
		return headers;
	}

	record Count(long count) {
	}

}
