package dev.visitorboard.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest
class MessageDaysIT {

	private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

	private final RunningBoard board;

	private String table = "";

	private int posted;

	MessageDaysIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		this.table = RunningBoard.newTable();
	}

	@Test
	void aMessageCountsOnItsDayUnlessItsAuthorDeletesIt() {
		post(NOON.minus(90, ChronoUnit.DAYS));
		post(NOON.minus(89, ChronoUnit.DAYS));
		post(MIDNIGHT.minusMillis(1));
		post(MIDNIGHT);
		at(NOON).hide(post(MIDNIGHT.plusSeconds(1)));
		at(NOON).delete(post(MIDNIGHT.plusSeconds(2)));
		SequencedMap<LocalDate, Long> days = days(NOON);
		assertThat(days.sequencedKeySet().getFirst()).isEqualTo(TODAY.minusDays(89));
		assertThat(days).hasSize(90)
			.containsEntry(TODAY.minusDays(89), 1L)
			.containsEntry(TODAY.minusDays(1), 1L)
			.containsEntry(TODAY, 2L);
		assertThat(days.values()).filteredOn((number) -> number > 0).hasSize(3);
	}

	/// A message posted to a day that is over shows whether the day is counted again.
	@Test
	void aDayIsCountedUntilNoMessageOfItCanBeDeletedAnyMore() {
		post(MIDNIGHT.minusSeconds(2));
		assertThat(days(MIDNIGHT.plusSeconds(19 * 60))).containsEntry(TODAY.minusDays(1), 1L);
		post(MIDNIGHT.minusSeconds(1));
		assertThat(days(MIDNIGHT.plusSeconds(21 * 60))).containsEntry(TODAY.minusDays(1), 2L);
		post(MIDNIGHT.minusSeconds(1));
		post(MIDNIGHT);
		assertThat(days(NOON)).containsEntry(TODAY.minusDays(1), 2L).containsEntry(TODAY, 1L);
		assertThat(days(NOON.plus(1, ChronoUnit.DAYS))).containsEntry(TODAY.minusDays(1), 2L)
			.containsEntry(TODAY, 1L)
			.containsEntry(TODAY.plusDays(1), 0L);
	}

	@Test
	void whatCannotBeReadIsCountedAnewAndMended() {
		post(MIDNIGHT.minusSeconds(1));
		for (Map<String, AttributeValue> strange : List.of(Map.of("until", AttributeValue.fromN("7")),
				Map.of("until", AttributeValue.fromS("2026-11-20"), "numbers", AttributeValue.fromS("none")),
				Map.of("until", AttributeValue.fromS("2100-01-01"), "numbers", AttributeValue.fromM(Map.of())))) {
			Map<String, AttributeValue> item = new HashMap<>(strange);
			item.putAll(BoardTable.key(MessageDayItem.PARTITION, MessageDayItem.SORT));
			this.board.bean(DynamoDbClient.class).putItem((put) -> put.tableName(this.table).item(item));
			assertThat(days(NOON)).containsEntry(TODAY.minusDays(1), 1L);
			post(MIDNIGHT.minusSeconds(1));
			assertThat(days(NOON)).as("not counted a second time").containsEntry(TODAY.minusDays(1), 1L);
			emptyTable();
			post(MIDNIGHT.minusSeconds(1));
		}
	}

	private MessageId post(Instant time) {
		this.posted++;
		return TestBoard.at(time, this.board, this.table)
			.message(new Post("No. " + this.posted, null), IdempotencyKey.chosen("key-" + this.posted), "i-1")
			.id();
	}

	private MessageRepository at(Instant time) {
		return TestBoard.at(time, this.board, this.table).messages();
	}

	private SequencedMap<LocalDate, Long> days(Instant now) {
		BoardTable messages = new BoardTable(this.table, this.board.bean(DynamoDbEnhancedClient.class));
		return new MessageDayRepository(this.board.bean(DynamoDbClient.class), messages,
				Clock.fixed(now, ZoneOffset.UTC))
			.latest(90);
	}

}
