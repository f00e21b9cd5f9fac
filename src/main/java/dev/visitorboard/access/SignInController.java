package dev.visitorboard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Begins and ends the session of an instructor's browser.
@Controller
@ConditionalOnInstructor
@RequestMapping(InstructorController.PATH)
class SignInController {

	private final Instructor instructor;

	private final InstructorSessions sessions;

	SignInController(Instructor instructor, InstructorSessions sessions) {
		this.instructor = instructor;
		this.sessions = sessions;
	}

	/// Leads to the page that was asked for.
	@PostMapping
	String signIn(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
			HttpServletResponse response) {
		this.instructor.requireToken(token.strip(), request.getRemoteAddr());
		response.addHeader(HttpHeaders.SET_COOKIE, this.sessions.begin(request.isSecure()).toString());
		return "redirect:" + page(request).path();
	}

	@PostMapping("/sign-out")
	String signOut(HttpServletRequest request, HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE, this.sessions.end(request.isSecure()).toString());
		return "redirect:" + InstructorController.PATH;
	}

	@ExceptionHandler
	ModelAndView wrong(NotInstructorException refusal, HttpServletRequest request, HttpServletResponse response) {
		return again("moderation.refused.wrong", refusal, request, response);
	}

	@ExceptionHandler
	ModelAndView tooOften(RateLimitExceededException refusal, HttpServletRequest request,
			HttpServletResponse response) {
		return again("moderation.refused.too-often", refusal, request, response);
	}

	private static ModelAndView again(String reason, ErrorResponseException refusal, HttpServletRequest request,
			HttpServletResponse response) {
		refusal.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		return page(request).again(reason, refusal.getStatusCode());
	}

	private static SignInPage page(HttpServletRequest request) {
		return SignInPage.of(request.getParameter("page"));
	}

}
