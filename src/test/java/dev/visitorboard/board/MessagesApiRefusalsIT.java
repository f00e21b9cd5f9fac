package dev.visitorboard.board;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What the API refuses, on a board that stays empty all the while.
@BoardTest
record MessagesApiRefusalsIT(RunningBoard board) {

	@ParameterizedTest
	@MethodSource("noIdempotencyKeys")
	void anIdempotencyKeyThatIsNoneIsABadRequest(String key) {
		HttpResponse<String> refused = post("{\"message\":\"x\"}", "Idempotency-Key", key);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(refused.body(), "$.detail"))
			.isEqualTo("Idempotency-Key must be 1 to 200 visible ASCII characters.");
	}

	@Test
	void aPostThatIsRefusedSaysWhichFieldAndWhyInTheClientsLanguage() {
		HttpResponse<String> refused = post("{\"message\":\"  \",\"name\":\"" + "x".repeat(51) + "\"}",
				"Accept-Language", "de");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonPath.<List<String>>read(refused.body(), "$.errors[*].field")).containsExactly("message", "name");
		assertThat(JsonPath.<List<String>>read(refused.body(), "$.errors[*].code")).containsExactly("blank",
				"too-long");
		assertThat((String) JsonPath.read(refused.body(), "$.errors[1].reason"))
			.isEqualTo("Bitte kürze den Namen auf 50 Zeichen.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":", "", "[]", "\"x\"", "{\"message\":{\"a\":1}}", "{\"message\":[\"a\"]}" })
	void jsonThatCannotBeReadIsABadRequest(String json) {
		HttpResponse<String> refused = Http.send("POST", this.board.uri("/messages"), json, "Content-Type",
				"application/json");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat((String) JsonPath.read(refused.body(), "$.detail")).isNotBlank().doesNotContain("Exception");
		assertThat(Http.get(this.board.uri("/messages")).body()).isEqualTo("{\"messages\":[]}");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			limit=0, limit must be a number from 1 to 50.
			limit=51, limit must be a number from 1 to 50.
			limit=-1, limit must be a number from 1 to 50.
			limit=x, limit must be a number from 1 to 50.
			limit=99999999999, limit must be a number from 1 to 50.
			before=x, before must be the id of a message.
			before=, before must be the id of a message.
			""")
	void parametersOutOfBoundsAreABadRequestThatSaysTheBounds(String query, String detail) {
		HttpResponse<String> refused = Http.get(this.board.uri("/messages?" + query));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(refused.body(), "$.detail")).isEqualTo(detail);
		assertThat((String) JsonPath.read(refused.body(), "$.instance")).isEqualTo("/messages");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "01a1fd94-81c6-7d36-a884-90e964419e24", "..%2F..%2Fetc" })
	void aMessageThatIsNotThereIsNotFound(String id) {
		HttpResponse<String> missing = Http.get(this.board.uri("/messages/" + id));
		assertThat(missing.statusCode()).isIn(400, 404);
		assertThat(missing.body()).doesNotContain("Exception");
	}

	private static Stream<String> noIdempotencyKeys() {
		return Stream.of("", "two words", "x".repeat(201));
	}

	private HttpResponse<String> post(String json, String... headers) {
		return Http.postJson(this.board.uri("/messages"), json, headers);
	}

}
