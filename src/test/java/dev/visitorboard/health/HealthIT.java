package dev.visitorboard.health;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Has a DynamoDB of its own, so that it can be taken away.
@BesideOthers
class HealthIT {

	private LocalDynamoDb dynamoDb;

	private RunningBoard board;

	@BeforeEach
	void start() {
		this.dynamoDb = LocalDynamoDb.inMemory();
		LocalDynamoDb.createTable(this.dynamoDb.endpoint(), "visitor-board");
		this.board = RunningBoard.start("i-1", "visitor-board", "board.dynamodb.endpoint=" + this.dynamoDb.endpoint(),
				"board.dynamodb.call-timeout=2s", "board.dynamodb.attempt-timeout=1s", "board.counter.deadline=2s");
	}

	@AfterEach
	void stop() {
		this.board.close();
		this.dynamoDb.close();
	}

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
	void withoutItsTableHealthIs503ButTheInstanceStaysReadyAndAlive() {
		this.dynamoDb.close();
		await().untilAsserted(() -> assertThat(status("/health")).isEqualTo(503));
		HttpResponse<String> health = Http.get(this.board.uri("/health"));
		assertThat((String) JsonPath.read(health.body(), "$.status")).isEqualTo("unhealthy");
		assertThat((String) JsonPath.read(health.body(), "$.database")).isEqualTo("disconnected");
		assertThat(health.body()).doesNotContain("Exception", "127.0.0.1", "count");
		assertThat(status("/actuator/health")).isEqualTo(503);
		assertThat(status("/actuator/health/readiness")).isEqualTo(200);
		assertThat(status("/actuator/health/liveness")).isEqualTo(200);
	}

	@Test
	void withoutItsTableAVisitIsAnswered503AndWhenToComeBack() {
		this.dynamoDb.close();
		HttpResponse<String> count = Http.send("POST", this.board.uri("/count"), "");
		assertThat(count.statusCode()).isEqualTo(503);
		assertThat(count.headers().firstValue("Retry-After")).contains("1");
		assertThat(count.headers().firstValue("Content-Type")).contains("application/problem+json");
		HttpResponse<String> post = Http.postForm(this.board.uri("/"), "lost?", "", "Accept", "text/html");
		assertThat(post.statusCode()).isEqualTo(503);
		assertThat(post.body()).contains("could not be stored", ">lost?</textarea>").doesNotContain("Exception");
	}

	@Test
	void aCrowdOfProbesReadsTheTableOnceASecond() {
		// The instance has read the count for its history, and does so again in minutes.
		await().until(() -> this.board.queries().sent("PutItemRequest") > 0);
		int before = this.board.queries().sent("GetItemRequest");
		long begun = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertThat(status("/health")).isEqualTo(200);
		}
		double seconds = (System.nanoTime() - begun) / 1e9;
		assertThat(this.board.queries().sent("GetItemRequest") - before).isLessThanOrEqualTo((int) seconds + 1);
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
		try (RunningBoard full = RunningBoard.start("i-2", "visitor-board",
				"board.dynamodb.endpoint=" + this.dynamoDb.endpoint(),
				"management.health.diskspace.threshold=1000000TB")) {
			assertThat(Http.get(full.uri("/actuator/health/readiness")).statusCode()).isEqualTo(503);
			assertThat(Http.get(full.uri("/actuator/health/liveness")).statusCode()).isEqualTo(200);
			assertThat(Http.get(full.uri("/")).statusCode()).isEqualTo(200);
		}
	}

	private int status(String path) {
		return Http.get(this.board.uri(path)).statusCode();
	}

}
