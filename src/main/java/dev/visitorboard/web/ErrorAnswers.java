package dev.visitorboard.web;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/// What an error looks like: a page for browsers, plain text where it is asked for, problem details (RFC 9457) for
/// everyone else. It tells what the client did wrong, the request's id, and nothing about the inside.
///
/// Valves and filters write errors too, so this is no view: none of Spring MVC is needed for it.
@Component
class ErrorAnswers {

	private final ITemplateEngine templates;

	private final JsonMapper json;

	private final LocaleResolver locales;

	ErrorAnswers(ITemplateEngine templates, JsonMapper json, LocaleResolver locales) {
		this.templates = templates;
		this.json = json;
		this.locales = locales;
	}

	/// Writes the answer in the format that the request asks for.
	void write(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setStatus(problem.getStatus());
		// The handler that failed may have allowed more before.
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		MediaType format = format(request);
		if (format.equals(MediaType.TEXT_HTML)) {
			Locale locale = this.locales.resolveLocale(request);
			response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
			send(page(problem, request, locale), "text/html;charset=UTF-8", response);
		}
		else if (format.equals(MediaType.TEXT_PLAIN)) {
			send(text(problem, request), "text/plain;charset=UTF-8", response);
		}
		else {
			problem.setInstance(address(request));
			problem.setProperty("requestId", RequestId.of(request));
			send(this.json.writeValueAsString(problem), MediaType.APPLICATION_PROBLEM_JSON_VALUE, response);
		}
	}

	/// What can be said where nothing is known but the status.
	static ProblemDetail plainProblem(int status) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setDetail(switch (status) {
			case 400 -> "The request could not be read: check its syntax and its encoding.";
			case 408 -> "The request took too long to come.";
			case 413 -> "The request is larger than is taken here.";
			default -> null;
		});
		return problem;
	}

	private String page(ProblemDetail problem, HttpServletRequest request, Locale locale) {
		int status = problem.getStatus();
		return this.templates.process("error", new Context(locale,
				Map.of("status", status, "kind", kind(status), "requestId", RequestId.of(request))));
	}

	private static String text(ProblemDetail problem, HttpServletRequest request) {
		return "%d %s%n%s%nRequest %s%n".formatted(problem.getStatus(), problem.getTitle(),
				Objects.requireNonNullElse(problem.getDetail(), ""), RequestId.of(request));
	}

	private static void send(String body, String type, HttpServletResponse response) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		response.setContentType(type);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	/// The part of the message keys that says what happened: visitors can tell no more
	/// than four apart.
	private static String kind(int status) {
		return switch (status) {
			case 404 -> "missing";
			case 503 -> "busy";
			default -> (status < 500) ? "refused" : "broken";
		};
	}

	/// The address that was asked for; null where it is no valid one.
	private static @Nullable URI address(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		try {
			return new URI((failed != null) ? failed.toString() : request.getRequestURI());
		}
		catch (URISyntaxException _) {
			return null;
		}
	}

	/// A client that takes anything is a program, and so is one that takes nothing we
	/// have.
	private static MediaType format(HttpServletRequest request) {
		MediaType best = Accept
			.best(request, MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML,
					MediaType.APPLICATION_XHTML_XML, MediaType.TEXT_PLAIN)
			.orElse(MediaType.APPLICATION_PROBLEM_JSON);
		return best.equals(MediaType.APPLICATION_XHTML_XML) ? MediaType.TEXT_HTML : best;
	}

}
