package dev.visitorboard.board;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import dev.visitorboard.allowance.AllowanceExceededException;
import dev.visitorboard.instructor.ConditionalOnInstructor;
import dev.visitorboard.instructor.Instructor;
import dev.visitorboard.instructor.InstructorSessions;
import dev.visitorboard.instructor.NotInstructorException;
import dev.visitorboard.instructor.SignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/// The instructor's page, of plain forms: sign in with the token, then hide and restore messages.
@Controller
@ConditionalOnInstructor
@RequestMapping(ModerationController.PATH)
class ModerationController {

	static final String PATH = "/moderation";

	private final Instructor instructor;

	private final InstructorSessions sessions;

	private final Moderation moderation;

	private final PageRenderer renderer;

	ModerationController(Instructor instructor, InstructorSessions sessions, Moderation moderation,
			PageRenderer renderer) {
		this.instructor = instructor;
		this.sessions = sessions;
		this.moderation = moderation;
		this.renderer = renderer;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(@RequestParam Optional<String> before, HttpServletRequest request, Locale locale) {
		if (!isSignedIn(request)) {
			return signIn(ResponseEntity.ok(), SignIn.FIRST, locale);
		}
		MessageId cursor = before.map(Cursor::parse).orElse(null);
		ModerationView view = ModerationView.of(this.moderation.slice(cursor), cursor, locale);
		return BoardController.forOneVisitor(ResponseEntity.ok(), this.renderer.render(view), locale);
	}

	@PostMapping
	ResponseEntity<byte[]> signIn(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
			Locale locale) {
		try {
			this.instructor.requireToken(token.strip(), request.getRemoteAddr());
		}
		catch (NotInstructorException ex) {
			return signIn(refusal(ex), SignIn.WRONG, locale);
		}
		catch (AllowanceExceededException ex) {
			return signIn(refusal(ex), SignIn.TOO_OFTEN, locale);
		}
		return seeOther(PATH, this.sessions.begin(request.isSecure()));
	}

	@PostMapping("/sign-out")
	ResponseEntity<byte[]> signOut(HttpServletRequest request) {
		return seeOther(PATH, this.sessions.end(request.isSecure()));
	}

	@PostMapping("/messages/{id}/hide")
	ResponseEntity<byte[]> hide(@PathVariable String id, @RequestParam Optional<String> before,
			HttpServletRequest request, Locale locale) {
		return change(this.moderation::hide, id, before, request, locale);
	}

	@PostMapping("/messages/{id}/restore")
	ResponseEntity<byte[]> restore(@PathVariable String id, @RequestParam Optional<String> before,
			HttpServletRequest request, Locale locale) {
		return change(this.moderation::restore, id, before, request, locale);
	}

	private ResponseEntity<byte[]> change(Consumer<String> change, String id, Optional<String> before,
			HttpServletRequest request, Locale locale) {
		if (!isSignedIn(request)) {
			return signIn(ResponseEntity.status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
					SignIn.ENDED, locale);
		}
		String query = before.map((cursor) -> "?before=" + Cursor.parse(cursor)).orElse("");
		change.accept(id);
		return seeOther(PATH + query + "#" + MessageId.parse(id).orElseThrow());
	}

	private boolean isSignedIn(HttpServletRequest request) {
		Cookie session = WebUtils.getCookie(request, InstructorSessions.COOKIE);
		return this.sessions.holds((session != null) ? session.getValue() : null);
	}

	private ResponseEntity<byte[]> signIn(ResponseEntity.BodyBuilder answer, SignIn reason, Locale locale) {
		return BoardController.forOneVisitor(answer, this.renderer.render(reason, locale), locale);
	}

	private static ResponseEntity<byte[]> seeOther(String address, ResponseCookie... cookies) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address));
		for (ResponseCookie cookie : cookies) {
			answer.header(HttpHeaders.SET_COOKIE, cookie.toString());
		}
		return answer.build();
	}

	private static ResponseEntity.BodyBuilder refusal(ErrorResponse refused) {
		return ResponseEntity.status(refused.getStatusCode()).headers(refused.getHeaders());
	}

}
