package dev.visitorboard.fleet.drill;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/// Drills of two instances; a third on the same table has no token.
@BoardTest("board.fleet.cores=0.1")
record DrillIT(@BoardTest.With(DrillIT.TOKEN) RunningBoard one, @BoardTest.With(DrillIT.TOKEN) RunningBoard other,
		RunningBoard off) {

	static final String TOKEN = "board.instructor.token=the-instructors-token";

	private static final String[] BEARER = { "Authorization", "Bearer the-instructors-token" };

	@AfterEach
	void endTheDrill() {
		Http.send("DELETE", this.one.uri("/fleet/drill"), "", BEARER);
	}

	@Test
	void allTakePartUntilOneCancelsAlsoALateOne() {
		HttpResponse<String> started = start("{\"intensity\": 30, \"duration\": \"PT3M\"}");
		assertThat(started.statusCode()).isEqualTo(202);
		assertThat((Integer) JsonPath.read(started.body(), "$.intensity")).isEqualTo(30);
		assertThat((Integer) JsonPath.read(started.body(), "$.secondsLeft")).isEqualTo(180);
		assertThat(Instant.parse(JsonPath.read(started.body(), "$.endsAt"))).isCloseTo(Instant.now().plusSeconds(180),
				within(1, ChronoUnit.MINUTES));
		assertThat(secondsLeft(this.one)).isBetween(1, 180);
		// There is no drill to read from at first.
		await().ignoreExceptions().untilAsserted(() -> {
			assertThat(secondsLeft(this.other)).isBetween(1, 180);
			assertThat(secondsLeft(this.off)).isBetween(1, 180);
		});
		assertThat(burners()).isGreaterThanOrEqualTo(3);

		try (RunningBoard later = RunningBoard.start("i-4", this.one.table(), "board.fleet.cores=0.1")) {
			await().until(() -> later.bean(DrillRunner.class).running().isPresent());
			assertThat(secondsLeft(later)).isBetween(1, 180);
			assertThat(Http.get(later.uri("/actuator/health/readiness")).statusCode()).isEqualTo(200);
		}

		assertThat(Http.send("DELETE", this.other.uri("/fleet/drill"), "", BEARER).statusCode()).isEqualTo(204);
		assertThat(Http.send("DELETE", this.other.uri("/fleet/drill"), "", BEARER).statusCode()).isEqualTo(204);
		assertThat(this.other.bean(DrillRunner.class).running()).isEmpty();
		await().until(() -> burners() == 0);
		assertThat(fleet(this.one).body()).contains("\"drill\":null");
	}

	@Test
	void theFleetsPageItsTextAndTheBoardTellOfIt() {
		start("{\"intensity\": 20}");
		assertThat(Http.get(this.one.uri("/fleet"), "Accept", "text/html").body())
			.containsPattern("Drill: every instance 20% busy</span> <b [^>]*>1?[0-9]?[0-9] s left</b>");
		assertThat(Http.get(this.one.uri("/fleet")).body()).containsPattern("; drill of 20%, 1?[0-9]?[0-9] s left");
		await().until(() -> Http.get(this.one.uri("/"), "Accept", "text/html")
			.body()
			.contains("A drill keeps every instance 20% busy"));
	}

	@Test
	void aDrillThatRunsIsNotReplacedButFollowed() {
		assertThat(start("{\"intensity\": 10}").statusCode()).isEqualTo(202);
		HttpResponse<String> refused = start("{\"intensity\": 90}");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("DELETE /fleet/drill");
		endTheDrill();
		assertThat(start("{\"intensity\": 20}").statusCode()).isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"intensity": 9}        | intensity must be a whole number of percent of each core, from 10 to 90.
			{"intensity": "a lot"}  | intensity must be a whole number of percent of each core, from 10 to 90.
			{"intensity": 10.5}     | intensity must be a whole number of percent of each core, from 10 to 90.
			{"duration": 601}       | duration must be from 10 seconds to 10 minutes
			{"duration": "PT11M"}   | duration must be from 10 seconds to 10 minutes
			{"duration": ["PT1M"]}  | duration must be from 10 seconds to 10 minutes
			""")
	void whatNoDrillCanBeIsRefusedWithTheRule(String order, String rule) {
		HttpResponse<String> answer = start(order);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(answer.body(), "$.detail")).startsWith(rule);
	}

	@Test
	void aFormOfAProgramStartsItToo() {
		HttpResponse<String> started = Http.send("POST", this.one.uri("/fleet/drill"), "intensity=20&duration=90s",
				"Content-Type", "application/x-www-form-urlencoded", BEARER[0], BEARER[1]);
		assertThat(started.statusCode()).isEqualTo(202);
		assertThat((Integer) JsonPath.read(started.body(), "$.secondsLeft")).isEqualTo(90);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "multipart/form-data; boundary=x" })
	void anOrderInAnotherFormatIsRefused(String type) {
		HttpResponse<String> refused = Http.send("POST", this.one.uri("/fleet/drill"), "intensity: 20", "Content-Type",
				type, BEARER[0], BEARER[1]);
		assertThat(refused.statusCode()).isEqualTo(415);
		assertThat(refused.headers().firstValue("Accept").orElseThrow()).contains("application/json",
				"application/x-www-form-urlencoded");
		assertThat(this.one.bean(DrillRunner.class).running()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer wrong-wrong-wrong" })
	void withoutTheTokenNobodyStartsOrEndsOne(String authorization) {
		start("{\"intensity\": 10}");
		String[] headers = authorization.isEmpty() ? new String[0]
				: new String[] { "Authorization", authorization, "X-Forwarded-For", "203.0.113.77" };
		for (String method : new String[] { "POST", "DELETE" }) {
			assertThat(Http.send(method, this.one.uri("/fleet/drill"), "", headers).statusCode()).isEqualTo(401);
		}
		assertThat(this.one.bean(DrillRunner.class).running()).isPresent();
	}

	@Test
	void whereNoTokenIsSetThereIsNoSuchAddress() {
		for (String method : new String[] { "GET", "POST", "DELETE" }) {
			assertThat(Http.send(method, this.off.uri("/fleet/drill"), "", BEARER).statusCode()).isEqualTo(404);
		}
		assertThat(Http.send("POST", this.off.uri("/fleet/drill/start"), "", BEARER).statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> start(String order) {
		return Http.postJson(this.one.uri("/fleet/drill"), order, BEARER);
	}

	private static HttpResponse<String> fleet(RunningBoard board) {
		return Http.get(board.uri("/fleet"), "Accept", "application/json");
	}

	private static int secondsLeft(RunningBoard board) {
		return JsonPath.read(fleet(board).body(), "$.drill.secondsLeft");
	}

	private static long burners() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("drill-"))
			.count();
	}

}
