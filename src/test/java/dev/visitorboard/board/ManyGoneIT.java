package dev.visitorboard.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.QueryCounter;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static org.assertj.core.api.Assertions.assertThat;

/// What messages that were hidden or deleted cost who reads, 10,000 of them.
@BesideOthers
@BoardTest
class ManyGoneIT {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final AttributeValue THEN = AttributeValue.fromS("2026-11-20T12:00:00Z");

	private static final int MANY = 10_000;

	/// A batch of writes holds no more.
	private static final int BATCH = 25;

	private final RunningBoard board;

	private final List<MessageId> shown = new ArrayList<>();

	private final List<MessageId> read = new ArrayList<>();

	/// Fewer than a page holds, though there are older ones.
	private int shortPages;

	private String table;

	private TestBoard messages;

	ManyGoneIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		this.table = RunningBoard.newTable();
		this.messages = TestBoard.at(NOON, this.board, this.table);
		this.shown.clear();
		this.read.clear();
		this.shortPages = 0;
	}

	@Test
	void whatWasMovedCostsNoReaderACall() {
		write("BOARD#", 0, 60, "shown", Map.of());
		write("GONE#", 60, MANY, "gone", Map.of("hiddenAt", THEN));
		write("BOARD#", 60 + MANY, 60, "shown", Map.of());

		assertThat(dearestPage()).isEqualTo(MessageId.SHARDS);
		assertThat(this.read).isEqualTo(this.shown.reversed());
		assertThat(this.shortPages).isZero();

		int before = calls();
		Slice all = this.messages.messages().newestOfAll(this.shown.get(60), 50);
		assertThat(calls() - before).isEqualTo(2 * MessageId.SHARDS);
		assertThat(all.messages()).hasSize(50);
		assertThat(all.next()).isEqualTo(all.messages().getLast().id());
	}

	/// As an older version left them.
	@Test
	void whatLiesInItsPlaceCostsAFewCallsAndHidesNothing() {
		write("BOARD#", 0, 60, "shown", Map.of());
		write("BOARD#", 60, MANY / 2, "\uD83D\uDE80".repeat(Post.LONGEST_TEXT), Map.of("hiddenAt", THEN));
		write("BOARD#", 60 + MANY / 2, MANY / 2, "\uD83D\uDE80".repeat(Post.LONGEST_TEXT), Map.of("deletedAt", THEN));
		write("BOARD#", 60 + MANY, 60, "shown", Map.of());

		assertThat(dearestPage()).isGreaterThan(MessageId.SHARDS).isLessThanOrEqualTo(3 * MessageId.SHARDS);
		assertThat(this.read).isEqualTo(this.shown.reversed());
	}

	/// More than a page reads on over. These no expression filters, so that DynamoDB
	/// Local counts them in its pages of 1 MB as DynamoDB counts all.
	@Test
	void aPageThatEndsAtTheBoundIsGoneOnFromThere() {
		write("BOARD#", 0, 60, "shown", Map.of());
		write("BOARD#", 60, 64, "\u200B".repeat(110_000), Map.of());
		write("BOARD#", 124, 60, "shown", Map.of());

		assertThat(dearestPage()).isEqualTo(3 * MessageId.SHARDS);
		assertThat(this.read).isEqualTo(this.shown.reversed());
		assertThat(this.shortPages).isPositive();
	}

	/// As many as no page reads on over, though none of their keys is a cursor.
	@Test
	void keysThatAreNoIdsCostNoMoreThanTheBound() {
		write("BOARD#", 0, 60, "shown", Map.of());
		for (int i = 0; i < 30; i++) {
			Map<String, AttributeValue> item = new HashMap<>(BoardTable.key("BOARD#0", "no id " + i));
			item.put("text", AttributeValue.fromS("x".repeat(390_000)));
			this.board.bean(DynamoDbClient.class).putItem((put) -> put.tableName(this.table).item(item));
		}

		assertThat(dearestPage()).isEqualTo(MessageId.SHARDS + 8);
		assertThat(this.read).isEqualTo(this.shown.reversed().stream().filter((id) -> id.shard() != 0).toList());
	}

	/// Messages one after the other, in their shards in turn.
	private void write(String prefix, int from, int count, String text, Map<String, AttributeValue> more) {
		List<WriteRequest> writes = IntStream.range(from, from + count).mapToObj((i) -> {
			byte[] bits = new byte[16];
			bits[15] = (byte) (i % MessageId.SHARDS);
			MessageId id = MessageId.at(NOON.plusMillis(i), bits);
			if (text.equals("shown")) {
				this.shown.add(id);
			}
			Map<String, AttributeValue> item = new HashMap<>(BoardTable.key(prefix + id.shard(), id.toString()));
			item.put("text", AttributeValue.fromS(text));
			item.putAll(more);
			return WriteRequest.builder().putRequest((put) -> put.item(item)).build();
		}).toList();
		DynamoDbClient client = this.board.bean(DynamoDbClient.class);
		for (int i = 0; i < writes.size(); i += BATCH) {
			List<WriteRequest> batch = writes.subList(i, Math.min(i + BATCH, writes.size()));
			assertThat(
					client.batchWriteItem((write) -> write.requestItems(Map.of(this.table, batch))).unprocessedItems())
				.isEmpty();
		}
	}

	/// Reads the whole board.
	/// @return the calls of the page that took most
	private int dearestPage() {
		int most = 0;
		MessageId next = null;
		do {
			int before = calls();
			Slice page = this.messages.messages().newest(next, Slice.MOST);
			most = Math.max(most, calls() - before);
			page.messages().forEach((message) -> this.read.add(message.id()));
			next = page.next();
			this.shortPages += (next != null && page.messages().size() < Slice.MOST) ? 1 : 0;
		}
		while (next != null);
		return most;
	}

	private int calls() {
		QueryCounter queries = this.board.queries();
		return Stream.of("Query", "GetItem", "TransactGetItems", "TransactWriteItems")
			.mapToInt((call) -> queries.sent(call + "Request"))
			.sum();
	}

}
