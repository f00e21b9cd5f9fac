package dev.visitorboard.counter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest
class HistoryRepositoryIT {

	private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

	private final RunningBoard board;

	private String table;

	private HistoryRepository history;

	HistoryRepositoryIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		this.table = RunningBoard.newTable();
		this.history = new HistoryRepository(client(),
				new BoardTable(this.table, this.board.bean(DynamoDbEnhancedClient.class)));
	}

	@Test
	void aCountIsStoredAsTheTableOfTheDesignHasIt() {
		assertThat(this.history.record(period(2), 41)).isTrue();
		assertThat(client()
			.getItem((get) -> get.tableName(this.table).key(BoardTable.key("COUNTER#visitors", "AT#2026-11-21T09:20Z")))
			.item()).containsOnlyKeys("pk", "sk", "n").containsEntry("n", AttributeValue.fromN("41"));
	}

	@Test
	void theFirstCountOfAPeriodStays() {
		assertThat(this.history.record(NINE, 41)).isTrue();
		assertThat(this.history.record(NINE, 42)).isFalse();
		assertThat(this.history.recorded(NINE, NINE)).isEqualTo(Map.of(NINE, 41L));
	}

	@Test
	void ofManyWhoRecordAtOnceOneIsFirstAndItsCountStays() throws Exception {
		List<Callable<Boolean>> writes = LongStream.range(0, 16)
			.mapToObj((count) -> (Callable<Boolean>) () -> this.history.record(NINE, count))
			.toList();
		try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Boolean> first = new ArrayList<>();
			for (Future<Boolean> answer : instances.invokeAll(writes)) {
				first.add(answer.get());
			}
			assertThat(first).containsOnlyOnce(true);
			assertThat(this.history.recorded(NINE, NINE)).isEqualTo(Map.of(NINE, (long) first.indexOf(true)));
		}
	}

	@Test
	void aRangeIsReadByOneQueryAndTakesNothingAroundIt() {
		record(-3, -2, -1, 0, 1, 2, 3, 4, 5);
		int before = this.board.queries().sent("QueryRequest");
		assertThat(this.history.recorded(period(0), period(3)))
			.isEqualTo(Map.of(period(0), 100L, period(1), 101L, period(2), 102L, period(3), 103L));
		assertThat(this.board.queries().sent("QueryRequest") - before).isOne();
		assertThat(this.board.queries().sent("ScanRequest")).isZero();
	}

	@Test
	void acrossAGapTheSameQueryFindsTheLastCountBeforeTheRange() {
		record(-300, -200, 2, 7);
		int before = this.board.queries().sent("QueryRequest");
		assertThat(this.history.recorded(period(0), period(3))).isEqualTo(Map.of(period(-200), -100L, period(2), 102L));
		assertThat(this.history.recorded(period(-100), period(-50))).isEqualTo(Map.of(period(-200), -100L));
		assertThat(this.board.queries().sent("QueryRequest") - before).isEqualTo(2);
	}

	@Test
	void beforeTheFirstCountThereIsNoneAndTheCounterItselfIsNotTakenForOne() {
		this.board.bean(DynamoDbClient.class)
			.putItem((put) -> put.tableName(this.table)
				.item(Map.of("pk", AttributeValue.fromS("COUNTER#visitors"), "sk", AttributeValue.fromS("TOTAL"), "n",
						AttributeValue.fromN("7"))));
		record(2);
		assertThat(this.history.recorded(period(0), period(1))).isEmpty();
		assertThat(this.history.recorded(period(0), period(2))).isEqualTo(Map.of(period(2), 102L));
		assertThat(this.history.recorded(Instant.parse("-999999999-01-01T00:00:00Z"),
				Instant.parse("-999999999-01-02T00:00:00Z")))
			.isEmpty();
	}

	@Test
	void theLongestRangeFitsWithAllItsCounts() {
		int periods = Math.toIntExact(HistoryRange.LONGEST.dividedBy(HistoryPeriod.LENGTH));
		List<Map<String, AttributeValue>> items = IntStream.rangeClosed(0, periods)
			.mapToObj((i) -> Map.of("pk", AttributeValue.fromS("COUNTER#visitors"), "sk",
					AttributeValue.fromS("AT#" + period(i).toString().substring(0, 16) + "Z"), "n",
					AttributeValue.fromN(Long.toString(1_000_000_000_000L + i))))
			.toList();
		write(items);
		int before = this.board.queries().sent("QueryRequest");
		assertThat(this.history.recorded(period(0), period(periods))).hasSize(periods + 1);
		assertThat(this.board.queries().sent("QueryRequest") - before).isOne();
	}

	private void write(List<Map<String, AttributeValue>> items) {
		for (int i = 0; i < items.size(); i += 25) {
			List<Map<String, AttributeValue>> batch = items.subList(i, Math.min(i + 25, items.size()));
			client().batchWriteItem((write) -> write.requestItems(Map.of(this.table,
					batch.stream()
						.map((item) -> WriteRequest.builder().putRequest((put) -> put.item(item)).build())
						.toList())));
		}
	}

	private void record(int... periods) {
		IntStream.of(periods).forEach((period) -> this.history.record(period(period), 100L + period));
	}

	private DynamoDbClient client() {
		return this.board.bean(DynamoDbClient.class);
	}

	private static Instant period(int number) {
		return NINE.plus(HistoryPeriod.LENGTH.multipliedBy(number));
	}

}
