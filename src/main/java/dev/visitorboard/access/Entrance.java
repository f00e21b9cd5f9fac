package dev.visitorboard.access;

import java.net.URI;
import java.util.Locale;

import dev.visitorboard.web.HtmlPage;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponse;
import org.springframework.web.util.WebUtils;

/// The way in to the instructor's pages: a form that asks for the token, and a session for the browser that has sent it.
@Service
@ConditionalOnInstructor
public class Entrance {

	private final Instructor instructor;

	private final InstructorSessions sessions;

	private final SignInPageRenderer renderer;

	Entrance(Instructor instructor, InstructorSessions sessions, SignInPageRenderer renderer) {
		this.instructor = instructor;
		this.sessions = sessions;
		this.renderer = renderer;
	}

	/// Whether the browser has a session that has not ended.
	public boolean isOpenTo(HttpServletRequest request) {
		Cookie session = WebUtils.getCookie(request, InstructorSessions.COOKIE);
		return this.sessions.holds((session != null) ? session.getValue() : null);
	}

	/// Asks for the token in place of the page.
	public ResponseEntity<byte[]> ask(InstructorPage page, Locale locale) {
		return form(ResponseEntity.ok(), page, SignIn.FIRST, locale);
	}

	/// Refuses what only a session may do, and asks for the token.
	public ResponseEntity<byte[]> refuse(InstructorPage page, Locale locale) {
		return form(ResponseEntity.status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"), page,
				SignIn.ENDED, locale);
	}

	/// Begins a session and leads to the page, or says why not and asks again.
	public ResponseEntity<byte[]> enter(InstructorPage page, String token, HttpServletRequest request, Locale locale) {
		try {
			this.instructor.requireToken(token.strip(), request.getRemoteAddr());
		}
		catch (NotInstructorException ex) {
			return form(refusal(ex), page, SignIn.WRONG, locale);
		}
		catch (RateLimitExceededException ex) {
			return form(refusal(ex), page, SignIn.TOO_OFTEN, locale);
		}
		return lead(page, this.sessions.begin(request.isSecure()).toString());
	}

	/// Ends the browser's session.
	public ResponseEntity<byte[]> leave(InstructorPage page, HttpServletRequest request) {
		return lead(page, this.sessions.end(request.isSecure()).toString());
	}

	private static ResponseEntity<byte[]> lead(InstructorPage page, String cookie) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create(page.path()))
			.header(HttpHeaders.SET_COOKIE, cookie)
			.build();
	}

	private ResponseEntity<byte[]> form(ResponseEntity.BodyBuilder answer, InstructorPage page, SignIn reason,
			Locale locale) {
		return HtmlPage.forOneVisitor(answer, this.renderer.render(page, reason, locale), locale);
	}

	private static ResponseEntity.BodyBuilder refusal(ErrorResponse refused) {
		return ResponseEntity.status(refused.getStatusCode()).headers(refused.getHeaders());
	}

}
