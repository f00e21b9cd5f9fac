package dev.visitorboard.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class AllowedMetersTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@BeforeEach
	void filter() {
		this.registry.config()
			.meterFilter(new AllowedMeters(
					Map.of("http.server.requests", List.of("outcome"), "dynamodb.retries", List.of())));
	}

	@Test
	void aMeterThatWasNotChosenIsLeftOut() {
		this.registry.counter("jvm.classes.loaded").increment();
		this.registry.counter("http.server.requests.active").increment();

		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void tagsThatWereNotChosenAreAddedUp() {
		for (String uri : List.of("/", "/count", "/messages")) {
			this.registry.timer("http.server.requests", "uri", uri, "outcome", "SUCCESS").record(Duration.ofMillis(1));
		}
		this.registry.timer("http.server.requests", "uri", "/", "outcome", "SERVER_ERROR").record(Duration.ofMillis(1));
		this.registry.counter("dynamodb.retries", "request", "1").increment();
		this.registry.counter("dynamodb.retries", "request", "2").increment();

		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.extracting((id) -> id.getName() + id.getTags())
			.containsExactlyInAnyOrder("http.server.requests[tag(outcome=SUCCESS)]",
					"http.server.requests[tag(outcome=SERVER_ERROR)]", "dynamodb.retries[]");
		assertThat(this.registry.get("http.server.requests").tag("outcome", "SUCCESS").timer().count()).isEqualTo(3);
		assertThat(this.registry.get("dynamodb.retries").counter().count()).isEqualTo(2);
	}

	@Test
	void aChosenTagThatGrowsMeetsAnEnd() {
		CloudWatchSettings settings = new CloudWatchSettings("true", "Board", null, Duration.ofHours(1),
				Duration.ofSeconds(1), Map.of("board.posts", List.of("visitor")));
		CloudWatchRegistry sent = new CloudWatchConfiguration().cloudWatchRegistry(settings, mock(), Clock.SYSTEM,
				mock());
		for (int i = 0; i < 1000; i++) {
			sent.counter("board.posts", "visitor", "number-" + i).increment();
		}

		assertThat(sent.getMeters()).hasSize(100);
	}

}
