package dev.visitorboard.access;

import java.util.Locale;
import java.util.Map;

import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// Makes the form that asks for the token.
@Component
class SignInPageRenderer {

	private final ITemplateEngine templates;

	SignInPageRenderer(ITemplateEngine templates) {
		this.templates = templates;
	}

	String render(InstructorPage page, SignIn reason, Locale locale) {
		return this.templates.process("sign-in", new Context(locale,
				Map.of("reason", reason.code(), "title", page.title(), "action", page.signInPath())));
	}

}
