package dev.visitorboard.board;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.visitorboard.board.OwnMessages.Claim;
import dev.visitorboard.board.PageRenderer.Outcome;
import dev.visitorboard.web.HtmlPage;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.WebUtils;

/// Lets those who posted a message delete it: the script and programs by `DELETE`, a page without script by a form.
@Controller
class OwnMessagesController {

	private final RemovalRepository removals;

	private final Board board;

	private final OwnMessages own;

	private final Pages pages;

	private final PageRenderer renderer;

	OwnMessagesController(RemovalRepository removals, Board board, OwnMessages own, Pages pages,
			PageRenderer renderer) {
		this.removals = removals;
		this.board = board;
		this.own = own;
		this.pages = pages;
		this.renderer = renderer;
	}

	@DeleteMapping("/messages/{id}")
	ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
		delete(MessageId.parse(id).orElseThrow(OwnMessagesController::missing), held(request));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/messages/{id}/delete")
	ResponseEntity<byte[]> deleteByForm(@PathVariable String id, HttpServletRequest request, Locale locale) {
		try {
			delete(id, request);
			return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/?deleted")).build();
		}
		catch (NotYoursException _) {
			return page(HttpStatus.FORBIDDEN, Outcome.NOT_DELETED, locale);
		}
	}

	/// Reads anew, or whoever deleted a message might still see it for a second.
	@GetMapping(path = "/", params = "deleted", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> pageAfterDeletion(Locale locale) {
		return page(HttpStatus.OK, Outcome.DELETED, locale);
	}

	private ResponseEntity<byte[]> page(HttpStatus status, Outcome outcome, Locale locale) {
		String html = this.renderer.render(this.pages.newest(Duration.ZERO, locale), outcome, Optional.empty());
		return HtmlPage.forOneVisitor(ResponseEntity.status(status), html, locale);
	}

	private void delete(MessageId id, String held) {
		Claim claim = this.own.claim(held, id);
		if (claim != Claim.GOOD) {
			// Who has no right to a message learns no more of it than any reader.
			throw this.board.message(id).isPresent() ? new NotYoursException(claim) : missing();
		}
		if (!this.removals.delete(id)) {
			throw missing();
		}
	}

	/// What the browser's cookie of its own messages holds.
	static String held(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, OwnMessages.COOKIE);
		return (cookie != null) ? cookie.getValue() : "";
	}

	static ResponseStatusException missing() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no message with this id.");
	}

}
