package dev.visitorboard.web;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@BoardTest
record BodyLimitIT(RunningBoard board) {

	private static final int LIMIT = 16 * 1024;

	@ParameterizedTest
	@CsvSource({ "application/json, /messages, true", "application/json, /messages, false",
			"application/x-www-form-urlencoded, /, true", "application/x-www-form-urlencoded, /, false" })
	void aBodyBeyondTheLimitIsTooLargeAndNothingIsStored(String type, String path, boolean announced) throws Exception {
		byte[] body = (type.endsWith("json") ? "{\"message\":\"x\",\"name\":\"" + "x".repeat(LIMIT) + "\"}"
				: "message=x&name=" + "x".repeat(LIMIT))
			.getBytes(StandardCharsets.US_ASCII);
		BodyPublisher publisher = announced ? BodyPublishers.ofByteArray(body)
				: BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			HttpResponse<String> refused = client.send(
					HttpRequest.newBuilder(this.board.uri(path)).header("Content-Type", type).POST(publisher).build(),
					BodyHandlers.ofString());
			assertThat(refused.statusCode()).isEqualTo(413);
			assertThat(refused.body()).contains("The request is larger than is taken here.");
		}
		assertThat(Http.get(this.board.uri("/messages")).body()).isEqualTo("{\"messages\":[]}");
	}

	@Test
	void theLongestMessageInItsLongestFormIsWithinTheLimit() {
		// Twelve characters of JSON for each code point beyond the first plane.
		String json = "{\"message\":\"" + "\\ud83d\\ude00".repeat(500) + "\",\"name\":\"" + "\\ud83d\\ude00".repeat(50)
				+ "\"}";
		RunningBoard other = RunningBoard.start("i-2", RunningBoard.newTable());
		try (other) {
			assertThat(Http.postJson(other.uri("/messages"), json).statusCode()).isEqualTo(201);
		}
	}

}
