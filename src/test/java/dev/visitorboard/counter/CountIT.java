package dev.visitorboard.counter;

import java.net.http.HttpResponse;

import dev.visitorboard.dynamodb.Credentials;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BesideOthers
@BoardTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
record CountIT(RunningBoard one, RunningBoard other) {

	@Test
	void readingNeverCounts() {
		assertThat(Http.get(this.one.uri("/count")).body()).isEqualTo("{\"count\":0}");
		Http.get(this.one.uri("/"));
		Http.send("HEAD", this.one.uri("/count"), "");
		assertThat(Http.get(this.one.uri("/count.svg")).body()).contains("visitors: 0");
		assertThat(Http.get(this.one.uri("/count.txt")).body()).isEqualTo("0\n");
		assertThat(Http.get(this.one.uri("/count")).body()).isEqualTo("{\"count\":0}");
	}

	@Test
	void aVisitGetsItsNumberAndEveryInstanceShowsItAtOnce() {
		for (int i = 1; i <= 5; i++) {
			HttpResponse<String> counted = Http.send("POST", this.one.uri("/count"), "");
			assertThat(counted.statusCode()).isEqualTo(200);
			assertThat(counted.headers().firstValue("Cache-Control")).contains("no-store");
			assertThat(counted.body()).isEqualTo("{\"count\":" + i + "}");
			assertThat(Http.get(this.other.uri("/count")).body()).isEqualTo("{\"count\":" + i + "}");
		}
	}

	@Test
	void aHeadRequestHasNoBodyAndOptionsNameTheMethods() {
		HttpResponse<String> head = Http.send("HEAD", this.one.uri("/count"), "");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		HttpResponse<String> options = Http.send("OPTIONS", this.one.uri("/count"), "");
		assertThat(options.statusCode()).isEqualTo(200);
		assertThat(options.headers().firstValue("Allow").orElseThrow().split(",")).contains("GET", "HEAD", "POST",
				"OPTIONS");
	}

	@Test
	void otherOriginsMayReadAndCountWithoutCredentials() {
		HttpResponse<String> count = Http.send("POST", this.one.uri("/count"), "", "Origin", "https://example.org");
		assertThat(count.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(count.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
		HttpResponse<String> refused = Http.get(this.one.uri("/count.svg?colour=red"), "Origin", "https://example.org");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("colour must be six hexadecimal digits");
		assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElseThrow()).contains("Retry-After",
				"X-Request-Id", "X-Served-By");
		HttpResponse<String> preflight = Http.send("OPTIONS", this.one.uri("/count"), "", "Origin",
				"https://example.org", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
				"content-type");
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
	}

	@Test
	void noOtherAddressIsOpenToOtherOrigins() {
		for (String path : new String[] { "/", "/messages", "/health" }) {
			assertThat(Http.get(this.one.uri(path), "Origin", "https://example.org")
				.headers()
				.firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
		}
		HttpResponse<String> preflight = Http.send("OPTIONS", this.one.uri("/messages"), "", "Origin",
				"https://example.org", "Access-Control-Request-Method", "POST");
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void aLaneThatEndsEarlyFailsTheProbes() {
		assertThat(Http.get(this.one.uri("/actuator/health/liveness")).statusCode()).isEqualTo(200);
		this.one.bean(GroupCommit.class).threads().getFirst().interrupt();
		await().untilAsserted(() -> {
			assertThat(Http.get(this.one.uri("/actuator/health/liveness")).statusCode()).isEqualTo(503);
			assertThat(Http.get(this.one.uri("/actuator/health/readiness")).statusCode()).isEqualTo(503);
		});
		assertThat(Http.get(this.other.uri("/actuator/health/liveness")).statusCode()).isEqualTo(200);
	}

	@Test
	void aMethodThatThereIsNotIsRefusedWithTheOnesThereAre() {
		HttpResponse<String> refused = Http.send("DELETE", this.one.uri("/count"), "");
		assertThat(refused.statusCode()).isEqualTo(405);
		assertThat(refused.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

}
