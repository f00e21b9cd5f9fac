package dev.visitorboard.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// The one place where an error becomes an answer: a page for browsers, plain text for who asks for it, problem
/// details (RFC 9457) for everyone else. Tells what the client did wrong and nothing about the inside.
@Controller
class ErrorPages implements ErrorController {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final ErrorAttributes errors;

	private final ITemplateEngine templates;

	private final MessageSource messages;

	ErrorPages(ErrorAttributes errors, ITemplateEngine templates, MessageSource messages) {
		this.errors = errors;
		this.templates = templates;
		this.messages = messages;
	}

	@RequestMapping("${spring.web.error.path:/error}")
	ResponseEntity<?> error(HttpServletRequest request, Locale locale) {
		ProblemDetail problem = problem(request, locale);
		problem.setInstance(address(request));
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus())
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		MediaType format = format(request.getHeader(HttpHeaders.ACCEPT));
		if (format.equals(HTML)) {
			return answer.contentType(HTML)
				.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
				.body(page(problem, locale));
		}
		if (format.equals(TEXT)) {
			return answer.contentType(TEXT)
				.body("%d %s%n%s%n".formatted(problem.getStatus(), problem.getTitle(), detail(problem)));
		}
		return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	private ProblemDetail problem(HttpServletRequest request, Locale locale) {
		Throwable error = this.errors.getError(new ServletWebRequest(request));
		if (error instanceof NoResourceFoundException) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing at this address.");
		}
		if (error instanceof ErrorResponse response) {
			return response.updateAndGetBody(this.messages, locale);
		}
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		// Somebody who opens the address of this method by hand meets no error, and finds
		// nothing.
		int code = (status instanceof Integer set) ? set : HttpStatus.NOT_FOUND.value();
		ProblemDetail problem = ProblemDetail.forStatus(code);
		problem.setDetail(switch (code) {
			case 400 -> "The request could not be read: check its syntax and its encoding.";
			case 413 -> "The request is larger than is taken here.";
			default -> null;
		});
		return problem;
	}

	/// The address that was asked for; null where it is no valid one.
	private static @Nullable URI address(HttpServletRequest request) {
		try {
			return new URI(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
		}
		catch (URISyntaxException _) {
			return null;
		}
	}

	private String page(ProblemDetail problem, Locale locale) {
		return this.templates.process("error",
				new Context(locale, Map.of("status", problem.getStatus(), "kind", kind(problem.getStatus()))));
	}

	/// The part of the message keys that says what happened: one of four, since
	/// visitors can tell no more apart.
	private static String kind(int status) {
		return switch (status) {
			case 404 -> "missing";
			case 503 -> "busy";
			default -> (status < 500) ? "refused" : "broken";
		};
	}

	private static String detail(ProblemDetail problem) {
		return (problem.getDetail() != null) ? problem.getDetail() : "";
	}

	/// What the client names first among what we have; a client that takes anything is
	/// a program.
	private static MediaType format(@Nullable String accept) {
		for (MediaType wanted : mediaTypes(accept)) {
			if (wanted.isWildcardType() || wanted.getSubtype().endsWith("json")) {
				return MediaType.APPLICATION_PROBLEM_JSON;
			}
			if (wanted.equalsTypeAndSubtype(HTML) || wanted.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML)) {
				return HTML;
			}
			if (wanted.includes(MediaType.TEXT_PLAIN)) {
				return TEXT;
			}
		}
		return MediaType.APPLICATION_PROBLEM_JSON;
	}

	private static List<MediaType> mediaTypes(@Nullable String accept) {
		try {
			return MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException _) {
			return List.of();
		}
	}

}
