package dev.visitorboard.fleet;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.visitorboard.allowance.AllowanceExceededException;
import dev.visitorboard.instructor.ConditionalOnInstructor;
import dev.visitorboard.instructor.Instructor;
import dev.visitorboard.instructor.InstructorSessions;
import dev.visitorboard.instructor.NotInstructorException;
import dev.visitorboard.instructor.SignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/// The drill on a page of plain forms, for instructors who have signed in.
@Controller
@ConditionalOnInstructor
@RequestMapping(DrillController.PATH)
class DrillController {

	static final String PATH = "/fleet/drill";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private final Instructor instructor;

	private final InstructorSessions sessions;

	private final Drills drills;

	private final FleetPageRenderer renderer;

	DrillController(Instructor instructor, InstructorSessions sessions, Drills drills, FleetPageRenderer renderer) {
		this.instructor = instructor;
		this.sessions = sessions;
		this.drills = drills;
		this.renderer = renderer;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(HttpServletRequest request, Locale locale) {
		if (!isSignedIn(request)) {
			return signIn(ResponseEntity.ok(), SignIn.FIRST, locale);
		}
		return html(ResponseEntity.ok(), this.renderer.render(this.drills.running(), locale), locale);
	}

	@PostMapping("/sign-in")
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
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create(PATH))
			.header(HttpHeaders.SET_COOKIE, this.sessions.begin(request.isSecure()).toString())
			.build();
	}

	/// Where one runs already the page says so.
	@PostMapping("/start")
	ResponseEntity<byte[]> start(@RequestParam(required = false) @Nullable String intensity,
			@RequestParam(required = false) @Nullable String duration, HttpServletRequest request, Locale locale) {
		if (!isSignedIn(request)) {
			return signedOut(locale);
		}
		DrillOrder order = DrillOrder.parse(intensity, duration);
		try {
			this.drills.start(order.intensity(), order.duration());
		}
		catch (DrillRunningException _) {
			return seeOther(PATH);
		}
		return seeOther("/fleet");
	}

	@PostMapping("/cancel")
	ResponseEntity<byte[]> cancel(HttpServletRequest request, Locale locale) {
		if (!isSignedIn(request)) {
			return signedOut(locale);
		}
		this.drills.cancel();
		return seeOther("/fleet");
	}

	private boolean isSignedIn(HttpServletRequest request) {
		Cookie session = WebUtils.getCookie(request, InstructorSessions.COOKIE);
		return this.sessions.holds((session != null) ? session.getValue() : null);
	}

	private ResponseEntity<byte[]> signedOut(Locale locale) {
		return signIn(ResponseEntity.status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
				SignIn.ENDED, locale);
	}

	private ResponseEntity<byte[]> signIn(ResponseEntity.BodyBuilder answer, SignIn reason, Locale locale) {
		return html(answer, this.renderer.render(reason, locale), locale);
	}

	private static ResponseEntity<byte[]> html(ResponseEntity.BodyBuilder answer, String html, Locale locale) {
		return answer.contentType(HTML)
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
			.cacheControl(CacheControl.noStore())
			.body(html.getBytes(StandardCharsets.UTF_8));
	}

	private static ResponseEntity<byte[]> seeOther(String address) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
	}

	private static ResponseEntity.BodyBuilder refusal(ErrorResponse refused) {
		return ResponseEntity.status(refused.getStatusCode()).headers(refused.getHeaders());
	}

}
