package dev.visitorboard.fleet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What instances on one table show of each other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetIT {

	private static final Duration PATIENCE = Duration.ofSeconds(12);

	private final String table = RunningBoard.newTable();

	private RunningBoard board;

	@BeforeAll
	void start() {
		this.board = RunningBoard.start("i-1", this.table, "board.instance.zone=eu-central-1a",
				"board.instance.type=t3.small", "board.instance.version=5229fc5",
				"board.instance.timeline=packages=21,clone=2,build=38.5", "board.web.drain=1s");
		awaitState("i-1", "serving");
	}

	@AfterAll
	void stop() {
		this.board.close();
	}

	@Test
	void anInstanceTellsProgramsAllAboutItself() {
		HttpResponse<String> answer = json();
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		Map<String, Object> fleet = JsonPath.read(answer.body(), "$");
		assertThat(fleet).containsOnlyKeys("at", "servedBy", "instances", "meanCpu", "requestsPerSecond")
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
	void anotherInstanceComesDrainsAndLeavesInSight() {
		RunningBoard other = RunningBoard.start("i-2", this.table, "board.web.drain=4s");
		awaitState("i-2", "serving");
		Thread stop = Thread.ofVirtual().start(other::close);
		awaitState("i-2", "draining");
		assertThat(stop.isAlive()).isTrue();
		awaitState("i-2", "left");
	}

	private void awaitState(String id, String state) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			List<String> states = JsonPath.read(json().body(), "$.instances[?(@.id == '%s')].state".formatted(id));
			assertThat(states).containsExactly(state);
		});
	}

	private Map<String, Object> instance(String id) {
		return JsonPath.<List<Map<String, Object>>>read(json().body(), "$.instances[?(@.id == '%s')]".formatted(id))
			.getFirst();
	}

	private HttpResponse<String> json() {
		return Http.get(this.board.uri("/fleet"), "Accept", "application/json");
	}

}
