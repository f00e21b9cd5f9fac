package dev.visitorboard.board.page;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.board.Board;
import dev.visitorboard.board.ClientId;
import dev.visitorboard.board.IdempotencyKey;
import dev.visitorboard.board.InvalidPostException;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.NotYoursException;
import dev.visitorboard.board.OwnMessages;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.PostResult;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.web.Accept;
import dev.visitorboard.web.InvalidParameterException;
import dev.visitorboard.web.KeptResource;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/// The board as a page and a form. The page for everyone is kept; the others are made for one visitor.
@Controller
class BoardController implements KeptResource {

	private final Board board;

	private final BoardPages pages;

	private final FormTime formTime;

	private final OwnMessages own;

	BoardController(Board board, BoardPages pages, FormTime formTime, OwnMessages own) {
		this.board = board;
		this.pages = pages;
		this.formTime = formTime;
		this.own = own;
	}

	@Override
	public String path() {
		return "/";
	}

	@Override
	public boolean isWantedBy(HttpServletRequest request) {
		return KeptResource.wantsHtml(request);
	}

	@Override
	public ResponseEntity<byte[]> answer(ServletWebRequest request, Locale locale) {
		return page(Optional.empty(), locale, request);
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(@RequestParam Optional<MessageId> before, Locale locale, ServletWebRequest request) {
		return this.pages.page(before.orElse(null), locale).answer(request);
	}

	/// The way back from an older page. What is newest has an address of its own.
	@GetMapping(path = "/", params = { "after", "!deleted", "!posted" }, produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> newerPage(@RequestParam String after, Locale locale, ServletWebRequest request) {
		MessageId place = MessageId.parse(after)
			.orElseThrow(() -> new InvalidParameterException("after", "the id of a message"));
		return this.pages.newer(place, locale)
			.map((page) -> page.answer(request))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build());
	}

	/// For clients that ask for text. One that takes anything gets the page.
	@GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<byte[]> text(@RequestParam Optional<MessageId> before, ServletWebRequest request) {
		return this.pages.text(before.orElse(null)).answer(request);
	}

	@GetMapping(path = "/", params = "posted", produces = MediaType.TEXT_HTML_VALUE)
	String pageAfterPost(@RequestParam String posted, @CookieValue(OwnMessages.COOKIE) Optional<Cookie> mine,
			Model model, Locale locale) {
		BoardSnapshot newest = this.pages.newest(Duration.ZERO);
		model.addAllAttributes(this.pages.model(newest, true, locale));
		MessageId.parse(posted).ifPresent((id) -> {
			model.addAttribute("posted", newest.shows(id) ? id : null);
			model.addAttribute("deletable", this.own.mayDelete(value(mine), id) ? id : null);
		});
		return BoardPages.TEMPLATE;
	}

	/// Reads anew, or the author might still see the deleted message for a second.
	@GetMapping(path = "/", params = { "deleted", "!posted" }, produces = MediaType.TEXT_HTML_VALUE)
	String pageAfterDeletion(Model model, Locale locale) {
		return newestPage(Duration.ZERO, Map.of("outcome", "deleted"), model, locale);
	}

	@PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	String post(@ModelAttribute("form") PostForm form, @CookieValue(OwnMessages.COOKIE) Optional<Cookie> mine,
			HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
		try {
			Post post = Post.of(form.message(), form.name());
			form.requireFromAPerson(this.formTime);
			IdempotencyKey key = IdempotencyKey.derived(ClientId.of(request), post);
			PostResult result = this.board.post(post, key, request.getRemoteAddr());
			this.own.after(value(mine), result, request.isSecure())
				.ifPresent((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
			MessageId id = result.message().id();
			return "redirect:/?posted=" + id + "#" + id;
		}
		catch (InvalidPostException ex) {
			return again(form, ex.reasonKeys(), ex, response, model, locale);
		}
		catch (RefusedFormException ex) {
			return again(form, Map.of(), ex, response, model, locale);
		}
		catch (RateLimitExceededException | StoreUnavailableException ex) {
			if (!Accept.prefersHtml(request)) {
				throw ex;
			}
			return again(form, Map.of(), ex, response, model, locale);
		}
	}

	@PostMapping("/messages/{id}/delete")
	String delete(@PathVariable String id, @CookieValue(OwnMessages.COOKIE) Optional<Cookie> mine,
			HttpServletResponse response, Model model, Locale locale) {
		try {
			this.own.delete(value(mine), id);
			return "redirect:/?deleted";
		}
		catch (NotYoursException ex) {
			response.setStatus(ex.getStatusCode().value());
			return newestPage(Duration.ZERO, Map.of("outcome", "not-deleted"), model, locale);
		}
	}

	/// The form comes back as it was sent, with the reasons.
	private String again(PostForm form, Map<String, String> reasons, ErrorResponse refusal,
			HttpServletResponse response, Model model, Locale locale) {
		response.setStatus(refusal.getStatusCode().value());
		refusal.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		return newestPage(BoardPages.FRESH, Map.of("form", form, "notice", FormNotice.of(refusal), "reasons", reasons),
				model, locale);
	}

	private String newestPage(Duration age, Map<String, Object> more, Model model, Locale locale) {
		model.addAllAttributes(this.pages.model(this.pages.newest(age), true, locale));
		model.addAllAttributes(more);
		return BoardPages.TEMPLATE;
	}

	private static String value(Optional<Cookie> cookie) {
		return cookie.map(Cookie::getValue).orElse("");
	}

}
