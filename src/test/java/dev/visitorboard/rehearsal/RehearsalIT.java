package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.UnpackedJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The second session in a short form, watched where everybody watches it: on `/fleet`.
@BesideOthers
@Order(1)
class RehearsalIT {

	private static final String TOKEN = "the-instructors-token";

	private static final String[] BEARER = { "Authorization", "Bearer " + TOKEN };

	private final Queue<String> news = new ConcurrentLinkedQueue<>();

	private Rehearsal rehearsal;

	@BeforeEach
	void start() throws IOException {
		Command.require(RehearsalIT.class, "bash", "curl");
		this.rehearsal = Rehearsal.start(
				new DefaultApplicationArguments("--port=0", "--min=1", "--max=3", "--hurried", "--token=" + TOKEN),
				UnpackedJar.arguments(), this.news::add);
	}

	@AfterEach
	void stop() {
		if (this.rehearsal != null) {
			this.rehearsal.close();
		}
	}

	@Test
	void theFleetGrowsWithADrillReplacesWhatIsKilledShrinksAfterwardsAndLosesNothing() throws Exception {
		awaitFleet("serving", 1);
		try (Proof whileItGrows = Proof.of(this.rehearsal.uri())) {
			assertThat(Http.send("POST", this.rehearsal.uri().resolve("/fleet/drill?duration=10m"), "", BEARER)
				.statusCode()).isEqualTo(202);
			awaitFleet("serving", 3);
			whileItGrows.awaitInstances(3);
			assertThat(whileItGrows.end()).contains(" lost=0 doubled=0 failed=0 ")
				.containsPattern("instances=([3-9]|\\d\\d)");
		}
		await().untilAsserted(() -> assertThat(zones()).hasSize(3).doesNotHaveDuplicates());

		String killed = ids("serving").getFirst();
		try (Proof whileOneIsKilled = Proof.of(this.rehearsal.uri())) {
			kill(killed);
			await().until(() -> ids("lost").contains(killed));
			awaitFleet("serving", 3);
			assertThat(whileOneIsKilled.end()).contains(" lost=0 doubled=0 ");
		}
		assertThat(this.news).anyMatch((line) -> line.startsWith(killed + " is gone (exit code 137), and is replaced"));

		try (Proof whileItShrinks = Proof.of(this.rehearsal.uri())) {
			assertThat(Http.send("DELETE", this.rehearsal.uri().resolve("/fleet/drill"), "", BEARER).statusCode())
				.isEqualTo(204);
			awaitFleet("serving", 1);
			assertThat(ids("left").size() + ids("draining").size()).isPositive();
			assertThat(whileItShrinks.end()).contains(" lost=0 doubled=0 failed=0 ");
		}
		// Where others take the cores, the group may hesitate on its way, and may grow
		// once
		// more after it was down to one.
		List<String> steps = this.news.stream()
			.filter((line) -> line.startsWith("Desired capacity"))
			.map((line) -> line.substring("Desired capacity ".length(), "Desired capacity 1 -> 3".length()))
			.toList();
		assertThat(steps.getFirst()).isIn("1 -> 3", "1 -> 2");
		assertThat(steps).containsSubsequence("3 -> 2", "2 -> 1");
	}

	private void awaitFleet(String state, int size) {
		await().untilAsserted(() -> assertThat(ids(state)).as("%s", this.news).hasSize(size));
	}

	private List<String> ids(String state) {
		return read("$.instances[?(@.state == '%s')].id".formatted(state));
	}

	private List<String> zones() {
		return read("$.instances[?(@.state == 'serving')].zone");
	}

	private List<String> read(String path) {
		var answer = Http.get(this.rehearsal.uri().resolve("/fleet"), "Accept", "application/json");
		return (answer.statusCode() == 200) ? JsonPath.read(answer.body(), path) : List.of();
	}

	private void kill(String id) {
		long pid = this.rehearsal.group().process(id).pid();
		assertThat(Command.run("kill", "-9", Long.toString(pid)).exitCode()).isZero();
	}

}
