package dev.visitorboard.fleet;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.QueryCounter;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What instances on one table show of each other.
@BoardTest({ "board.instance.zone=eu-central-1a", "board.instance.type=t3.small", "board.instance.version=5229fc5",
		"board.instance.timeline=packages=21,clone=2,build=38.5" })
record FleetApiIT(RunningBoard board) {

	private static final HtmlChecker CHECKER = new HtmlChecker();

	@Test
	void anInstanceTellsProgramsAllAboutItself() {
		HttpResponse<String> answer = json();
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		Map<String, Object> fleet = JsonPath.read(answer.body(), "$");
		assertThat(fleet).containsOnlyKeys("at", "servedBy", "instances", "meanCpu", "requestsPerSecond", "drill")
			.containsEntry("servedBy", "i-1");
		Map<String, Object> instance = instance("i-1");
		assertThat(instance)
			.containsOnlyKeys("id", "zone", "type", "version", "startedAt", "state", "cpu", "requestsPerSecond",
					"inFlight", "p99Millis", "heartbeatAgeSeconds", "boot")
			.containsEntry("zone", "eu-central-1a")
			.containsEntry("type", "t3.small")
			.containsEntry("version", "5229fc5");
		List<Map<String, Object>> steps = JsonPath.read(instance, "$.boot.steps");
		assertThat(steps).extracting((step) -> step.get("name")).containsExactly("packages", "clone", "build", "start");
		assertThat(JsonPath.<Double>read(instance, "$.boot.readySeconds")).isGreaterThan(61.5);
	}

	@Test
	void everyClientGetsTheFormItAsksFor() {
		assertThat(contentType("*/*")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(contentType("text/plain")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(contentType("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"))
			.isEqualTo("text/html;charset=UTF-8");
		assertThat(contentType("text/html;q=0.5, application/json")).isEqualTo("application/json");
		HttpResponse<String> withoutAccept = Http.get(this.board.uri("/fleet"));
		assertThat(withoutAccept.headers().allValues("Vary")).contains("Accept");
		assertThat(withoutAccept.body()).startsWith("1 instance serving, ")
			.contains("\n* Z  i-1       eu-central-1a  t3.small  serving  ");
	}

	@Test
	void whatHasNotChangedIsNotSentAgain() {
		await().untilAsserted(() -> {
			String tag = page("/fleet", "en").headers().firstValue("ETag").orElseThrow();
			HttpResponse<String> again = Http.get(this.board.uri("/fleet"), "Accept", "text/html", "Accept-Language",
					"en", "If-None-Match", tag);
			assertThat(again.statusCode()).isEqualTo(304);
			assertThat(again.headers().allValues("Vary")).contains("Accept", "Accept-Language", "Accept-Encoding");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "de" })
	void thePageIsValidAndShowsEverything(String language) {
		Instant now = FleetPoint.beginOf(Instant.now());
		IntStream.range(1, 40)
			.forEach((i) -> this.board.bean(FleetHistoryRepository.class)
				.record(new FleetPoint(now.minusSeconds(10L * i), i % 5, (i % 7 == 0) ? null : 0.5, i)));
		String page = page("/fleet", language).body();
		assertThat(CHECKER.problems(page)).isEqualTo(List.of());
		assertThat(page).contains("<html lang=\"" + language + "\"", "i-1", "eu-central-1a", "t3.small", "5229fc5",
				language.equals("en") ? "packages 21," : "Pakete 21,", "minute-", "id=\"panel-cpu\"");
		assertThat(page).doesNotContain("??", " style=");
		String large = page("/fleet?view=projector", language).body();
		assertThat(CHECKER.problems(large)).isEqualTo(List.of());
		assertThat(large).contains("class=\"projector\"");
	}

	@Test
	void theBoardTellsOfTheFleetAndWhoAnswered() {
		assertThat(Http.get(this.board.uri("/"), "Accept", "text/html", "Accept-Language", "en").body())
			.contains("1 instance serves in eu-central-1a", "<li class=\"serving self\">", "href=\"/fleet\"");
	}

	@Test
	void withoutScriptsToAStillPageLeadsALink() {
		assertThat(page("/fleet", "en").body()).contains("http-equiv=\"refresh\"", "href=\"/fleet?view=still\"");
		assertThat(page("/fleet?view=still", "en").body()).doesNotContain("http-equiv=\"refresh\"")
			.contains("<noscript><a href=\"/fleet\">Resume updates</a></noscript>");
	}

	@Test
	void anotherViewIsRefused() {
		HttpResponse<String> refused = page("/fleet?view=cinema", "en");
		assertThat(refused.statusCode()).isEqualTo(400);
	}

	@Test
	void readsAndWritesDoNotGrowWithTheWatchers() throws Exception {
		QueryCounter calls = this.board.queries();
		int written = calls.sentAboutFleet("PutItemRequest");
		int read = calls.sentAboutFleet("QueryRequest");
		long begun = System.nanoTime();
		try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 50; i++) {
				Future<?> _ = watchers.submit(() -> {
					for (int look = 0; look < 12; look++) {
						assertThat(json().statusCode()).isEqualTo(200);
						TimeUnit.MILLISECONDS.sleep(500);
					}
					return null;
				});
			}
		}
		double seconds = (System.nanoTime() - begun) / 1e9;
		// 600 looks. A turn that comes late may have the next one close behind it.
		assertThat(calls.sentAboutFleet("QueryRequest") - read).isBetween(1, (int) (seconds / 1.6) + 3);
		// The instance's own and, since it is the oldest, the fleet's history.
		assertThat(calls.sentAboutFleet("PutItemRequest") - written)
			.isLessThanOrEqualTo((int) (seconds / 5 + seconds / 10) + 4);
	}

	@Test
	void anotherInstanceComesDrainsAndLeavesInSight() {
		RunningBoard other = RunningBoard.start("i-2", this.board.table(), "board.web.drain=3s");
		awaitState("i-2", "serving");
		Thread stop = Thread.ofVirtual().start(other::close);
		awaitState("i-2", "draining");
		assertThat(stop.isAlive()).isTrue();
		awaitState("i-2", "left");
	}

	private void awaitState(String id, String state) {
		await().untilAsserted(() -> {
			List<String> states = JsonPath.read(json().body(), "$.instances[?(@.id == '%s')].state".formatted(id));
			assertThat(states).containsExactly(state);
		});
	}

	private Map<String, Object> instance(String id) {
		return JsonPath.<List<Map<String, Object>>>read(json().body(), "$.instances[?(@.id == '%s')]".formatted(id))
			.getFirst();
	}

	private String contentType(String accept) {
		return Http.get(this.board.uri("/fleet"), "Accept", accept).headers().firstValue("Content-Type").orElseThrow();
	}

	private HttpResponse<String> page(String address, String language) {
		return Http.get(this.board.uri(address), "Accept", "text/html", "Accept-Language", language);
	}

	private HttpResponse<String> json() {
		return Http.get(this.board.uri("/fleet"), "Accept", "application/json");
	}

}
