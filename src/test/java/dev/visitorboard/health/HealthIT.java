package dev.visitorboard.health;

import java.io.IOException;
import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.faults.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BesideOthers
@BoardTest({ "board.dynamodb.attempt-timeout=1s", "board.dynamodb.call-timeout=2s", "board.counter.deadline=2s" })
record HealthIT(RunningBoard board,
		@BoardTest.With("management.health.diskspace.threshold=1000000TB") RunningBoard full) {

	@Test
	void aHealthyInstanceSaysWhoItIsAndWhatItReads() {
		Http.send("POST", this.board.uri("/count"), "");
		// The count may be a second old.
		await().untilAsserted(() -> assertThat(Http.get(this.board.uri("/health")).body()).contains("\"count\":1,"));
		HttpResponse<String> health = Http.get(this.board.uri("/health"));
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body())
			.matches("\\{\"status\":\"healthy\",\"service\":\"visitor-board\",\"instanceId\":\"i-1\","
					+ "\"database\":\"connected\",\"count\":1,\"timestamp\":\"20[^\"]+Z\"}");
	}

	@Test
	void withoutItsTableHealthIs503ButTheInstanceStaysReadyAndAlive(@BoardTest.OfItsOwn FaultProxy dynamoDb,
			@BoardTest.OfItsOwn RunningBoard alone) throws IOException {
		dynamoDb.close();
		await().untilAsserted(() -> assertThat(status(alone, "/health")).isEqualTo(503));
		HttpResponse<String> health = Http.get(alone.uri("/health"));
		assertThat((String) JsonPath.read(health.body(), "$.status")).isEqualTo("unhealthy");
		assertThat((String) JsonPath.read(health.body(), "$.database")).isEqualTo("disconnected");
		assertThat(health.body()).doesNotContain("Exception", "127.0.0.1", "count");
		assertThat(status(alone, "/actuator/health")).isEqualTo(503);
		assertThat(status(alone, "/actuator/health/readiness")).isEqualTo(200);
		assertThat(status(alone, "/actuator/health/liveness")).isEqualTo(200);
	}

	@Test
	void withoutItsTableAVisitIsAnswered503AndWhenToComeBack(@BoardTest.OfItsOwn FaultProxy dynamoDb,
			@BoardTest.OfItsOwn RunningBoard alone) throws IOException {
		dynamoDb.close();
		HttpResponse<String> count = Http.send("POST", alone.uri("/count"), "");
		assertThat(count.statusCode()).isEqualTo(503);
		assertThat(count.headers().firstValue("Retry-After")).contains("1");
		assertThat(count.headers().firstValue("Content-Type")).contains("application/problem+json");
		HttpResponse<String> post = Http.postForm(alone.uri("/"), "lost?", "", "Accept", "text/html");
		assertThat(post.statusCode()).isEqualTo(503);
		assertThat(post.body()).contains("could not be stored", ">lost?</textarea>").doesNotContain("Exception");
	}

	@Test
	void aCrowdOfProbesReadsTheTableOnceIn800Milliseconds() {
		// The instance has read the count for its history, and does so again in minutes.
		await().until(() -> this.board.queries().sent("PutItemRequest") > 0);
		int before = this.board.queries().sent("GetItemRequest");
		long begun = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertThat(status("/health")).isEqualTo(200);
		}
		double seconds = (System.nanoTime() - begun) / 1e9;
		assertThat(this.board.queries().sent("GetItemRequest") - before).isLessThanOrEqualTo((int) (seconds / 0.8) + 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/metrics", "/actuator/beans", "/actuator/heapdump",
			"/actuator/shutdown" })
	void nothingButHealthAndInfoIsExposed(String path) {
		assertThat(status(path)).isEqualTo(404);
	}

	@Test
	void healthAndInfoGiveNoDetails() {
		assertThat(Http.get(this.board.uri("/actuator/health")).body()).doesNotContain("components", "diskSpace");
		assertThat(status("/actuator/info")).isEqualTo(200);
	}

	@Test
	void anInstanceThatCannotWriteItsLogIsNotReadyButAlive() {
		assertThat(status(this.full, "/actuator/health/readiness")).isEqualTo(503);
		assertThat(status(this.full, "/actuator/health/liveness")).isEqualTo(200);
		assertThat(status(this.full, "/")).isEqualTo(200);
	}

	private int status(String path) {
		return status(this.board, path);
	}

	private static int status(RunningBoard board, String path) {
		return Http.get(board.uri(path)).statusCode();
	}

}
