package dev.visitorboard.board;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.board.OwnMessages.Claim;
import dev.visitorboard.board.PageRenderer.Outcome;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.web.Accept;
import dev.visitorboard.web.HtmlPage;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/// The board as a page and a form.
@Controller
class BoardController {

	private final Posting posting;

	private final Pages pages;

	private final PageRenderer renderer;

	private final FormTime formTime;

	private final OwnMessages own;

	BoardController(Posting posting, Pages pages, PageRenderer renderer, FormTime formTime, OwnMessages own) {
		this.posting = posting;
		this.pages = pages;
		this.renderer = renderer;
		this.formTime = formTime;
		this.own = own;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(@RequestParam Optional<String> before, Locale locale, ServletWebRequest request) {
		KeptPage page = this.pages.page(before.map(Cursor::parse).orElse(null), locale);
		return HtmlPage.forEveryone(page.rendered(), request, locale);
	}

	@GetMapping(path = "/", params = "posted", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> pageAfterPost(@RequestParam String posted, HttpServletRequest request, Locale locale) {
		BoardView view = this.pages.newest(Duration.ZERO, locale);
		boolean shown = view.rows().stream().anyMatch((row) -> row.id().equals(posted));
		Optional<MessageId> deletable = MessageId.parse(posted)
			.filter((id) -> this.own.claim(OwnMessagesController.held(request), id) == Claim.GOOD);
		Outcome outcome = shown ? Outcome.POSTED : Outcome.NOTHING;
		return HtmlPage.forOneVisitor(ResponseEntity.ok(), this.renderer.render(view, outcome, deletable), locale);
	}

	/// @param website no person fills it in, since none can see or reach it
	/// @param opened from a page of ours; programs do without, and are bounded by the
	/// allowance all the same
	@PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<byte[]> post(@RequestParam(defaultValue = "") String message,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String website,
			@RequestParam Optional<String> opened, HttpServletRequest request, Locale locale) {
		try {
			Post post = Post.of(message, name);
			check(website, opened);
			PostKey key = PostKey.derived(Sender.of(request), post);
			Stored stored = this.posting.post(post, key, request.getRemoteAddr());
			MessageId id = stored.message().id();
			ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.SEE_OTHER)
				.location(URI.create("/?posted=" + id + "#" + id));
			this.own.after(OwnMessagesController.held(request), stored, request.isSecure())
				.ifPresent((cookie) -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
			return answer.build();
		}
		catch (InvalidPostException | RefusedFormException ex) {
			return again(Form.refused(message, name, ex), ex, locale);
		}
		catch (RateLimitExceededException | StoreUnavailableException ex) {
			if (!Accept.prefersHtml(request)) {
				throw ex;
			}
			return again(Form.refused(message, name, ex), ex, locale);
		}
	}

	private void check(String website, Optional<String> opened) {
		if (!website.isEmpty()) {
			throw new RefusedFormException("form.trapped");
		}
		if (opened.isPresent() && !this.formTime.accepts(opened.get())) {
			throw new RefusedFormException("form.too-old");
		}
	}

	private ResponseEntity<byte[]> again(Form form, ErrorResponse refusal, Locale locale) {
		String html = this.renderer.render(this.pages.newest(Pages.FRESH, locale), form, false);
		return HtmlPage.forOneVisitor(ResponseEntity.status(refusal.getStatusCode()).headers(refusal.getHeaders()),
				html, locale);
	}

}
