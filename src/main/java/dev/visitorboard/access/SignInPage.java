package dev.visitorboard.access;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/// The form that asks for the token, in place of a page for instructors. It is one for all of them.
///
/// @param path where it leads
record SignInPage(String path) {

	private static final List<String> PAGES = List.of("/moderation", "/fleet/drill", InstructorController.PATH);

	/// @param path of a page for instructors, or of a form on it; any other leads to
	/// their home
	static SignInPage of(@Nullable String path) {
		String wanted = (path != null) ? path : "";
		return new SignInPage(PAGES.stream().filter(wanted::startsWith).findFirst().orElse(InstructorController.PATH));
	}

	ModelAndView first() {
		return new ModelAndView("sign-in", Map.of("page", this.path), HttpStatus.OK);
	}

	/// @param refused the message key of the reason
	ModelAndView again(String refused, HttpStatusCode status) {
		ModelAndView form = first().addObject("refused", refused);
		form.setStatus(status);
		return form;
	}

}
