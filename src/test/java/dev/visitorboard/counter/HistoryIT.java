package dev.visitorboard.counter;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
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
record HistoryIT(RunningBoard one, RunningBoard other) {

	/// Long before the periods that the running instances record by themselves.
	private static final Instant NINE = Instant.parse("2025-11-21T09:00:00Z");

	@Test
	void visitsShowBetweenTheCountsThatWereRecordedOnEveryInstance() {
		visit(2);
		record(this.one, NINE.plusSeconds(3));
		visit(3);
		record(this.other, NINE.plus(HistoryPeriod.LENGTH).plusSeconds(2));
		visit(1);
		record(this.one, NINE.plus(HistoryPeriod.LENGTH).plusSeconds(4));
		String answer = """
				{"from":"2025-11-21T09:00:00Z","to":"2025-11-21T09:20:00Z","step":"PT10M",\
				"countAtStart":2,"countAtEnd":5,"intervals":[\
				{"from":"2025-11-21T09:00:00Z","to":"2025-11-21T09:10:00Z","visits":3},\
				{"from":"2025-11-21T09:10:00Z","to":"2025-11-21T09:20:00Z","visits":0}]}""";
		String path = "/count/history?from=2025-11-21T09:00Z&to=2025-11-21T10:20%2B01:00&step=PT10M";
		assertThat(Http.get(this.one.uri(path)).body()).isEqualTo(answer);
		assertThat(Http.get(this.other.uri(path)).body()).isEqualTo(answer);
	}

	@Test
	void aFleetThatHasJustStartedHasAHistoryUntilNow() {
		HistoryRepository recorded = this.one.bean(HistoryRepository.class);
		Instant now = HistoryPeriod.begin(Instant.now());
		await().untilAsserted(() -> assertThat(recorded.recorded(now, now.plus(HistoryPeriod.LENGTH))).isNotEmpty());
		visit(4);
		String history = Http.get(this.other.uri("/count/history")).body();
		assertThat((int) JsonPath.read(history, "$.countAtStart")).isZero();
		assertThat((int) JsonPath.read(history, "$.countAtEnd")).isEqualTo(4);
		assertThat(JsonPath.<List<Integer>>read(history, "$.intervals[*].visits").stream().mapToInt(Integer::intValue))
			.as(history)
			.hasSize(25);
		assertThat(JsonPath.<List<Integer>>read(history, "$.intervals[*].visits")
			.stream()
			.mapToInt(Integer::intValue)
			.sum()).isEqualTo(4);
	}

	@Test
	void aRequestIsOneQueryAndOneReadOfTheCount() {
		await().until(() -> this.one.queries().sent("PutItemRequest") > 0);
		int queries = this.one.queries().sent("QueryRequest");
		int reads = this.one.queries().sent("GetItemRequest");
		Http.get(this.one.uri("/count/history"));
		assertThat(this.one.queries().sent("QueryRequest") - queries).isOne();
		assertThat(this.one.queries().sent("GetItemRequest") - reads).isOne();
	}

	@Test
	void aHeadRequestHasNoBodyAndNothingIsKeptByCachesOrOpenToOtherOrigins() {
		HttpResponse<String> head = Http.send("HEAD", this.one.uri("/count/history"), "", "Origin",
				"https://example.org");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(head.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(head.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(Http.send("POST", this.one.uri("/count/history"), "").statusCode()).isEqualTo(405);
	}

	@Test
	void aRefusalIsAProblemThatSaysTheRule() {
		HttpResponse<String> refused = Http.get(this.one.uri("/count/history?from=2025-11-21T09:00+01:00"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat((String) JsonPath.read(refused.body(), "$.detail"))
			.isEqualTo("from must be an instant such as 2026-11-21T09:00Z or 2026-11-21T10:00%2B01:00.");
		assertThat((String) JsonPath.read(refused.body(), "$.instance")).isEqualTo("/count/history");
	}

	private void visit(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(Http.send("POST", this.one.uri("/count"), "").statusCode()).isEqualTo(200);
		}
	}

	/// Records as an instance does, at a time of the test's own.
	private static void record(RunningBoard board, Instant time) {
		new HistoryRecorder(board.bean(VisitorCounter.class), board.bean(HistoryRepository.class),
				Clock.fixed(time, ZoneOffset.UTC))
			.record();
	}

}
