package dev.visitorboard.serverless;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What a client is answered.
///
/// @param body an object; empty for no body
/// @param problem what went wrong, for the client to read; null where nothing did
/// @param cause why, for the log
record Answer(int status, Map<String, String> headers, Map<String, ?> body, @Nullable String problem,
		@Nullable Throwable cause) {

	static Answer ok(Map<String, ?> body) {
		return of(200, body);
	}

	static Answer of(int status, Map<String, ?> body) {
		return new Answer(status, Map.of("Content-Type", "application/json"), body, null, null);
	}

	static Answer empty(Map<String, String> headers) {
		return new Answer(200, headers, Map.of(), null, null);
	}

	/// Problem details (RFC 9457).
	/// @param detail what the client did wrong or can do now
	static Answer problem(int status, String detail) {
		return new Answer(status, Map.of("Content-Type", "application/problem+json", "Vary", "Accept"), Map.of(),
				detail, null);
	}

	Answer because(Throwable failure) {
		return new Answer(this.status, this.headers, this.body, this.problem, failure);
	}

	/// With these headers besides. A header that is there already gets both values.
	Answer with(Map<String, String> more) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		more.forEach((name, value) -> all.merge(name, value, (first, second) -> first + ", " + second));
		return new Answer(this.status, all, this.body, this.problem, this.cause);
	}

	/// As an HTTP API takes it, in payload format 2.0.
	/// @param request null where it could not be read
	byte[] payload(@Nullable HttpEvent request, String requestId) {
		boolean withBody = request == null || !request.method().equals("HEAD");
		Map<String, ?> content = (this.problem != null) ? details(this.problem, request, requestId) : this.body;
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("statusCode", this.status);
		payload.put("headers", this.headers);
		payload.put("isBase64Encoded", false);
		payload.put("body",
				withBody && !content.isEmpty() ? new String(Json.write(content), StandardCharsets.UTF_8) : "");
		return Json.write(payload);
	}

	private Map<String, ?> details(String detail, @Nullable HttpEvent request, String requestId) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("detail", detail);
		if (request != null) {
			details.put("instance", request.path());
		}
		details.put("status", this.status);
		details.put("title", title(this.status));
		details.put("requestId", requestId);
		return details;
	}

	private static String title(int status) {
		return switch (status) {
			case 400 -> "Bad Request";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 413 -> "Content Too Large";
			case 503 -> "Service Unavailable";
			default -> "Internal Server Error";
		};
	}

}
