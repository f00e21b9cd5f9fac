package dev.visitorboard.serverless;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.visitorboard.http.LoggedRequest;
import org.jspecify.annotations.Nullable;

/// One line for each request, in the names that the service's access log has (Elastic Common Schema). The route and no
/// address, since an address may hold what a visitor typed.
///
/// @param execution how Lambda calls this invocation
/// @param coldStart whether this copy of the function serves its first request
record RequestLog(LambdaLogger logger, String execution, boolean coldStart) {

	private static final int LONGEST_MESSAGE = 300;

	/// @param request null where it could not be read
	void write(@Nullable HttpEvent request, String id, Answer answer, long nanos) {
		String method = (request != null) ? LoggedRequest.method(request.method()) : "";
		String route = (request != null) ? route(request.path()) : "";
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("@timestamp", Instant.now());
		line.put("log.level", level(answer));
		line.put("message", LoggedRequest.message(method, route, answer.status(), nanos));
		line.put("service.name", "visitor-board");
		line.put("http.request.id", id);
		line.put("http.request.method", method);
		line.put("http.route", route);
		line.put("http.response.status_code", answer.status());
		line.put("event.duration", nanos);
		if (request != null) {
			line.put("client.address", request.address());
			line.put("user_agent.original", LoggedRequest.userAgent(request.header("user-agent")));
		}
		line.put("faas.execution", this.execution);
		line.put("faas.coldstart", this.coldStart);
		Throwable cause = answer.cause();
		if (cause != null) {
			Throwable reason = Objects.requireNonNullElse(cause.getCause(), cause);
			line.put("error.type", reason.getClass().getName());
			line.put("error.message", LoggedRequest.cut(reason.getMessage(), LONGEST_MESSAGE));
			if (answer.status() == 500) {
				line.put("error.stack_trace", stackTrace(cause));
			}
		}
		this.logger.log(new String(Json.write(line), StandardCharsets.UTF_8) + "\n");
	}

	private static String level(Answer answer) {
		if (answer.cause() == null) {
			return "INFO";
		}
		return (answer.status() == 500) ? "ERROR" : "WARN";
	}

	private static String stackTrace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

	private static String route(String path) {
		return path.equals("/count") || path.equals("/health") ? path : "other";
	}

}
