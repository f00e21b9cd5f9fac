package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.UnpackedJar;
import dev.visitorboard.rehearsal.LoadGenerator.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Three processes behind a load balancer, under load: one of them is stopped, or killed.
@Order(2)
@BesideOthers
class FleetIT {

	private static final int CALLERS = 6;

	/// Answers to wait for, so that each instance has had its share.
	private static final int SOME = 120;

	private static final Duration CHECK_EVERY = Duration.ofMillis(500);

	/// Two checks. A busy machine takes longer, and then so does the drain.
	private static final Duration DRAIN = Duration.ofSeconds(4);

	private final String table = RunningBoard.newTable();

	private List<InstanceProcess> instances = List.of();

	private LoadBalancer balancer;

	@BeforeEach
	void start() throws IOException {
		this.instances = launch(3, this.table, DRAIN, JavaProcess.UNHURRIED);
		this.balancer = LoadBalancer.start(0, CHECK_EVERY, Duration.ofSeconds(20));
		List<Target> targets = this.instances.stream().map(InstanceProcess::uri).map(this.balancer::register).toList();
		await().until(() -> targets.stream().allMatch((target) -> target.state() == Target.State.HEALTHY));
	}

	/// Starts them all at once, as a launch template does.
	static List<InstanceProcess> launch(int size, String table, Duration drain, Map<String, String> more)
			throws IOException {
		Map<String, String> environment = JavaProcess.environment("", table, RunningBoard.dynamoDbEndpoint());
		environment.putAll(Map.of("DRAIN_TIME", drain.toMillis() + "ms", "POSTS_PER_MINUTE", "100000",
				"BOARD_SIGNING_KEY", "the key of all instances in tests"));
		environment.putAll(more);
		List<InstanceProcess> instances = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			instances.add(InstanceProcess.launch("zone-" + i, UnpackedJar.arguments(), environment));
		}
		return instances;
	}

	@AfterEach
	void stop() {
		this.instances.forEach(InstanceProcess::kill);
		this.balancer.close();
	}

	@Test
	void aPlannedStopFailsNoRequestAndLeavesNoTrace() throws InterruptedException {
		try (LoadGenerator load = LoadGenerator.from(CALLERS, this.balancer.uri())) {
			await().until(() -> load.answered() > SOME);
			await().untilAsserted(() -> assertThat(writers()).hasSize(6));
			assertThat(this.instances.getFirst().stop()).isEqualTo(JavaProcess.TERMINATED);
			int answered = load.answered();
			await().until(() -> load.answered() > answered + SOME);

			List<Outcome> outcomes = load.stop();
			assertThat(outcomes.stream().filter(Outcome::failed).map(Outcome::toString).limit(10)).isEmpty();
			assertThat(writers()).hasSize(4);
			assertNothingWasLost(outcomes);
		}
	}

	@Test
	void aKillLosesNothingThatWasAcknowledgedAndFailsOnlyWhatTheBalancerStillSentThere() throws InterruptedException {
		try (LoadGenerator load = LoadGenerator.from(CALLERS, this.balancer.uri())) {
			await().until(() -> load.answered() > SOME);
			long killed = System.nanoTime();
			this.instances.getFirst().kill();
			await().untilAsserted(() -> assertThat(servedBy()).hasSize(2));
			int answered = load.answered();
			await().until(() -> load.answered() > answered + 2 * SOME);

			List<Outcome> outcomes = load.stop();
			Detection detection = Detection.of(outcomes, killed);
			assertThat(detection.failed()).as(detection::toString).isLessThanOrEqualTo(detection.sent() / 3 + CALLERS);
			assertNothingWasLost(outcomes);
		}
	}

	private void assertNothingWasLost(List<Outcome> outcomes) {
		Set<String> stored = items().stream()
			.filter((item) -> text(item, "pk").startsWith("BOARD#"))
			.map((item) -> text(item, "sk"))
			.collect(Collectors.toSet());
		List<Outcome> posted = outcomes.stream().filter((each) -> each.status() == 201).toList();
		assertThat(posted).isNotEmpty()
			.allSatisfy((post) -> assertThat(stored).contains((String) JsonPath.read(post.body(), "$.id")));

		long[] numbers = outcomes.stream()
			.filter((each) -> each.request().equals("POST /count") && each.status() == 200)
			.mapToLong((each) -> ((Number) JsonPath.read(each.body(), "$.count")).longValue())
			.toArray();
		long total = ((Number) JsonPath.read(count(), "$.count")).longValue();
		assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
		assertThat(LongStream.of(numbers).max().orElseThrow()).isLessThanOrEqualTo(total);
	}

	/// The balancer may try what was killed once more.
	private String count() {
		return await()
			.until(() -> Http.get(this.balancer.uri().resolve("/count")), (count) -> count.statusCode() == 200)
			.body();
	}

	private Set<String> servedBy() {
		Set<String> instances = new HashSet<>();
		for (int i = 0; i < 6; i++) {
			Http.get(this.balancer.uri().resolve("/count"))
				.headers()
				.firstValue("X-Served-By")
				.ifPresent(instances::add);
		}
		return instances;
	}

	/// The writers in the counter's item.
	private Set<String> writers() {
		return items().stream()
			.filter((item) -> text(item, "sk").equals("TOTAL"))
			.flatMap((item) -> item.keySet().stream())
			.filter((attribute) -> attribute.startsWith("w"))
			.collect(Collectors.toSet());
	}

	private static String text(Map<String, AttributeValue> item, String attribute) {
		return Objects.requireNonNull(item.get(attribute)).s();
	}

	private List<Map<String, AttributeValue>> items() {
		try (DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint())) {
			return client.scanPaginator((scan) -> scan.tableName(this.table)).items().stream().toList();
		}
	}

}
