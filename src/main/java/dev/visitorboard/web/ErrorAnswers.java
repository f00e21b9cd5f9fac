package dev.visitorboard.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What an error looks like: a page for browsers, plain text for who asks for it, problem details (RFC 9457) for
/// everyone else. Tells what the client did wrong, the request's id, and nothing about the inside.
@Component
class ErrorAnswers {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final ITemplateEngine templates;

	private final JsonMapper json;

	ErrorAnswers(ITemplateEngine templates, JsonMapper json) {
		this.templates = templates;
		this.json = json;
	}

	/// The answer in the format that the request asks for.
	ResponseEntity<byte[]> answer(ProblemDetail problem, HttpServletRequest request, Locale locale) {
		String id = RequestId.of(request);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus())
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		MediaType format = format(request.getHeader(HttpHeaders.ACCEPT));
		if (format.equals(HtmlPage.TYPE)) {
			return HtmlPage.forOneVisitor(answer, page(problem.getStatus(), id, locale), locale);
		}
		if (format.equals(TEXT)) {
			return answer.contentType(TEXT)
				.body(utf8("%d %s%n%s%nRequest %s%n".formatted(problem.getStatus(), problem.getTitle(), detail(problem),
						id)));
		}
		problem.setProperty("requestId", id);
		return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(this.json.writeValueAsBytes(problem));
	}

	/// Writes the answer on the spot.
	void write(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response, Locale locale)
			throws IOException {
		ResponseEntity<byte[]> answer = answer(problem, request, locale);
		response.setStatus(answer.getStatusCode().value());
		answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		byte[] body = answer.getBody();
		if (body != null) {
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

	/// What can be said where nothing is known but the status.
	static ProblemDetail plainProblem(int status) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setDetail(switch (status) {
			case 400 -> "The request could not be read: check its syntax and its encoding.";
			case 413 -> "The request is larger than is taken here.";
			default -> null;
		});
		return problem;
	}

	private String page(int status, String id, Locale locale) {
		return this.templates.process("error",
				new Context(locale, Map.of("status", status, "kind", kind(status), "requestId", id)));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
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
			if (wanted.equalsTypeAndSubtype(HtmlPage.TYPE)
					|| wanted.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML)) {
				return HtmlPage.TYPE;
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
