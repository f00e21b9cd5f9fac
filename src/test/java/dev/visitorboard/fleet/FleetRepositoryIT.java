package dev.visitorboard.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(DynamoDbEngine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetRepositoryIT {

	private static final Heartbeat FIRST = Samples.heartbeat("i-1");

	private final String table = RunningBoard.newTable();

	/// Of a machine whose clock stopped in 1970.
	private final TableClock clock = new TableClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), System::nanoTime);

	private DynamoDbClient client;

	private FleetRepository repository;

	private FleetHistoryRepository history;

	@BeforeAll
	void connect() {
		this.client = DynamoDbClient.builder()
			.endpointOverride(RunningBoard.dynamoDbEndpoint())
			.region(Region.of("local"))
			.credentialsProvider(LocalDynamoDb.credentials())
			.overrideConfiguration((override) -> override.addExecutionInterceptor(this.clock))
			.build();
		BoardTable board = new BoardTable(this.table,
				DynamoDbEnhancedClient.builder().dynamoDbClient(this.client).build());
		this.repository = new FleetRepository(this.client, this.client, board);
		this.history = new FleetHistoryRepository(this.client, this.client, board);
	}

	@AfterAll
	void disconnect() {
		this.client.close();
	}

	@Test
	void theTableTellsTheTimeToAWrongClock() {
		this.repository.read();
		assertThat(this.clock.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void aHeartbeatReplacesNoLaterOne() {
		Heartbeat later = Samples.later(FIRST, Duration.ofSeconds(5), InstanceState.DRAINING);
		this.repository.write(FIRST);
		assertThat(heartbeats("i-1")).containsExactly(FIRST);
		this.repository.write(later);
		this.repository.write(FIRST);
		this.repository.write(later);
		assertThat(heartbeats("i-1")).containsExactly(later);
	}

	@Test
	void whatIsNotKnownIsLeftOut() {
		Heartbeat bare = new Heartbeat("i-2.1", 1, Samples.NOON, InstanceState.STARTING,
				new Instance("i-2", null, null, "", ""), Samples.NOON, null, new Load(null, 0, 0, null));
		this.repository.write(bare);
		assertThat(heartbeats("i-2")).containsExactly(bare);
	}

	@Test
	void itemsOfOtherKindsAndVersionsAreNoHeartbeats() {
		put(Map.of("sk", AttributeValue.fromS("SOMETHING")));
		put(Map.of("sk", AttributeValue.fromS("i-3.1"), "state", AttributeValue.fromS("asleep")));
		put(Map.of("sk", AttributeValue.fromS("i-3.2"), "instance", AttributeValue.fromS("<b>")));
		assertThat(heartbeats("i-3")).isEmpty();
	}

	/// A write unit pays for a kilobyte: names and values together.
	@Test
	void theLongestHeartbeatFitsIntoOneWriteUnit() {
		String timeline = String.join(",",
				IntStream.range(0, 12).mapToObj((_) -> "a".repeat(24) + "=99999.9").toList());
		String word = "w".repeat(64);
		Heartbeat longest = new Heartbeat(word + ".0123456789abcdef", Long.MAX_VALUE,
				Samples.NOON.plusNanos(123_456_789), InstanceState.STARTING,
				new Instance(word, word, word, word, timeline), Samples.NOON.plusNanos(123_456_789), 99999.9,
				new Load(0.123, 123456.7, 10_000, 12345678.9));
		int bytes = HeartbeatItem.of(longest)
			.entrySet()
			.stream()
			.mapToInt((attribute) -> attribute.getKey().length()
					+ (attribute.getValue().s() + attribute.getValue().n()).replace("null", "").length())
			.sum();
		assertThat(bytes).isLessThan(1_024);
		this.repository.write(longest);
	}

	@Test
	void theFirstPointStaysAndARangeCrossesTheHour() {
		FleetPoint before = new FleetPoint(Samples.NOON.minusSeconds(10), 1, null, 0);
		FleetPoint after = new FleetPoint(Samples.NOON, 2, 0.61, 17.5);
		this.history.record(after);
		this.history.record(before);
		this.history.record(new FleetPoint(Samples.NOON, 9, 0.9, 9));
		this.history.record(new FleetPoint(Samples.NOON.minusSeconds(1_810), 7, 0.7, 7));
		assertThat(this.history.recorded(Samples.NOON.minusSeconds(1_800), Samples.NOON.plusSeconds(9)))
			.containsExactly(before, after);
		assertThat(this.client.getItem(
				(get) -> get.tableName(this.table).key(BoardTable.key("FLEET#2026-11-21T12", "2026-11-21T12:00:00Z")))
			.item()).containsEntry("serving", AttributeValue.fromN("2"))
			.containsEntry("expiresAt",
					AttributeValue.fromN(Long.toString(Samples.NOON.plusSeconds(7_200).getEpochSecond())));
	}

	private List<Heartbeat> heartbeats(String id) {
		return this.repository.read()
			.heartbeats()
			.stream()
			.filter((heartbeat) -> heartbeat.instance().id().equals(id))
			.toList();
	}

	private void put(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> whole = new HashMap<>(item);
		whole.put("pk", AttributeValue.fromS("FLEET"));
		this.client.putItem((put) -> put.tableName(this.table).item(whole));
	}

}
