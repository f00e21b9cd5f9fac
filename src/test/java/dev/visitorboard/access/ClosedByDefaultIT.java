package dev.visitorboard.access;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/// Walks all handlers of a running board.
@BoardTest("board.instructor.token=the-instructor-of-this-test")
record ClosedByDefaultIT(RunningBoard board) {

	/// What everybody may do. All else is for instructors.
	private static final List<String> PUBLIC = List.of("GET /", "POST /", "GET /messages", "POST /messages",
			"GET /messages/{id}", "DELETE /messages/{id}", "POST /messages/{id}/delete", "GET /count", "POST /count",
			"GET /count.svg", "GET /count.txt", "GET /og.png", "GET /offline", "GET /count/history", "GET /history",
			"GET /openapi.json", "POST /language", "GET /feed.atom", "GET /fleet", "GET /health", "POST /instructor",
			"POST /instructor/sign-out", "ANY /error", "GET /actuator/health", "GET /actuator/health/**",
			"GET /actuator/info", "GET /actuator/sbom", "GET /actuator/sbom/{id}");

	@Test
	void aHandlerIsPublicByNameOrGuarded() {
		assertThat(handlers().filter((handler) -> !InstructorCheck.isGuarded(handler.getValue()))
			.flatMap((handler) -> addresses(handler.getKey()))
			.distinct()).containsExactlyInAnyOrderElementsOf(PUBLIC);
	}

	@Test
	void aGuardedHandlerServesInstructorsAlone() {
		List<String> guarded = handlers().filter((handler) -> InstructorCheck.isGuarded(handler.getValue()))
			.flatMap((handler) -> addresses(handler.getKey()))
			.distinct()
			.toList();
		assertThat(guarded).hasSizeGreaterThan(8).allSatisfy((address) -> {
			String[] parts = address.replaceAll("\\{.*}", "x").split(" ", 2);
			HttpResponse<String> refused = Http.send(parts[0], this.board.uri(parts[1]), "");
			assertThat(refused.body()).containsAnyOf("name=\"token\"", "Send the instructor's token");
			assertThat(refused.statusCode()).isEqualTo(parts[0].equals("GET") ? 200 : 401);
		});
	}

	private Stream<Map.Entry<RequestMappingInfo, HandlerMethod>> handlers() {
		// The servlet looks for its mappings when the first request comes.
		Http.get(this.board.uri("/health"));
		return Objects.requireNonNull(this.board.bean(DispatcherServlet.class).getHandlerMappings())
			.stream()
			.filter(RequestMappingInfoHandlerMapping.class::isInstance)
			.flatMap((mapping) -> ((RequestMappingInfoHandlerMapping) mapping).getHandlerMethods().entrySet().stream());
	}

	private static Stream<String> addresses(RequestMappingInfo mapping) {
		List<String> methods = mapping.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
		return mapping.getPatternValues()
			.stream()
			.flatMap((pattern) -> (methods.isEmpty() ? Stream.of("ANY") : methods.stream())
				.map((method) -> method + " " + pattern));
	}

}
