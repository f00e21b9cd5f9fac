package dev.visitorboard.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
			// Whoever failed may have allowed more before.
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		MediaType format = format(request);
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
		answer.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
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
			case 408 -> "The request took too long to come.";
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

	/// A client that takes anything is a program, and so is one that takes nothing we
	/// have.
	private static MediaType format(HttpServletRequest request) {
		MediaType best = Accept
			.best(request, MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML,
					MediaType.APPLICATION_XHTML_XML, MediaType.TEXT_PLAIN)
			.orElse(MediaType.APPLICATION_PROBLEM_JSON);
		if (best.equals(MediaType.TEXT_PLAIN)) {
			return TEXT;
		}
		return best.getSubtype().endsWith("json") ? MediaType.APPLICATION_PROBLEM_JSON : HtmlPage.TYPE;
	}

}
