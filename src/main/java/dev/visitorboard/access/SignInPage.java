package dev.visitorboard.access;

import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/// The form that asks for the token, in place of a page for instructors.
enum SignInPage {

	MODERATION("moderation", "/moderation", "/moderation"),

	DRILL("drill", "/fleet/drill", "/fleet/drill/sign-in");

	private final String title;

	private final String path;

	private final String action;

	/// @param title the message key of the page's name
	/// @param path where the page is
	/// @param action where the form sends the token
	SignInPage(String title, String path, String action) {
		this.title = title;
		this.path = path;
		this.action = action;
	}

	static SignInPage of(HttpServletRequest request) {
		return Stream.of(values())
			.filter((page) -> request.getServletPath().startsWith(page.path))
			.findFirst()
			.orElseThrow();
	}

	String path() {
		return this.path;
	}

	ModelAndView first() {
		return new ModelAndView("sign-in", Map.of("title", this.title, "action", this.action), HttpStatus.OK);
	}

	/// @param refused the message key of the reason
	ModelAndView again(String refused, HttpStatusCode status) {
		ModelAndView form = first().addObject("refused", refused);
		form.setStatus(status);
		return form;
	}

}
