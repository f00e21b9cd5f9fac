package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.springframework.stereotype.Repository;

/// Takes messages off the board: moves them to where no reader looks. Each change may be repeated; each says whether
/// there is such a message.
///
/// A change reads the message, wherever it lies, and writes it as it should be on the condition that it still is as it
/// was read. So a message is in one place at any time, whoever else changes it.
@Repository
class RemovalRepository {

	/// How long what is left of a deleted message is kept: the same post may be repeated
	/// for ten minutes and must not find it.
	private static final Duration KEPT = Duration.ofDays(1);

	/// Of a change that others come before.
	private static final int MOST_TRIES = 5;

	private static final String NOT_THERE = "attribute_not_exists(" + BoardTable.PARTITION_KEY + ")";

	private static final Set<String> LEFT_OF_DELETED = Set.of(BoardTable.PARTITION_KEY, BoardTable.SORT_KEY,
			MessageItem.INSTANCE, MessageItem.POST_KEY, MessageItem.DELETED_AT);

	private final DynamoDbClient client;

	private final BoardTable table;

	private final Clock clock;

	RemovalRepository(DynamoDbClient client, BoardTable table, Clock clock) {
		this.client = client;
		this.table = table;
		this.clock = clock;
	}

	/// For good: the words are gone from the table, though not from its backups.
	boolean delete(MessageId id) {
		String gone = MessageItem.gone(id.shard());
		return change(id, (item) -> {
			Map<String, AttributeValue> left = in(gone, item);
			if (!left.equals(item) || !isDeleted(item)) {
				left.keySet().retainAll(LEFT_OF_DELETED);
				left.putIfAbsent(MessageItem.DELETED_AT, now());
				left.put(BoardTable.EXPIRY,
						AttributeValue.fromN(Long.toString(this.clock.instant().plus(KEPT).getEpochSecond())));
			}
			return left;
		});
	}

	/// Until it is restored. A message that its author deleted is no more.
	boolean hide(MessageId id) {
		return change(id, (item) -> {
			if (isDeleted(item)) {
				return null;
			}
			Map<String, AttributeValue> hidden = in(MessageItem.gone(id.shard()), item);
			hidden.putIfAbsent(MessageItem.HIDDEN_AT, now());
			return hidden;
		});
	}

	boolean restore(MessageId id) {
		return change(id, (item) -> {
			if (isDeleted(item)) {
				return null;
			}
			Map<String, AttributeValue> shown = in(MessageItem.board(id.shard()), item);
			shown.remove(MessageItem.HIDDEN_AT);
			return shown;
		});
	}

	private boolean change(MessageId id, Change change) {
		return BoardTable.answered(() -> {
			for (int tries = 1;; tries++) {
				try {
					Map<String, AttributeValue> item = find(id);
					Map<String, AttributeValue> wanted = item.isEmpty() ? null : change.of(item);
					if (wanted != null && !wanted.equals(item)) {
						replace(id, item, wanted);
					}
					return wanted != null;
				}
				catch (TransactionCanceledException ex) {
					// Somebody came before.
					if (tries == MOST_TRIES) {
						throw new StoreUnavailableException(ex);
					}
				}
			}
		});
	}

	/// In one look at both places, or one that is moved meanwhile might be in neither.
	/// @return empty where there is no such message
	private Map<String, AttributeValue> find(MessageId id) {
		List<TransactGetItem> places = Stream.of(MessageItem.board(id.shard()), MessageItem.gone(id.shard()))
			.map((partition) -> TransactGetItem.builder()
				.get((get) -> get.tableName(this.table.name()).key(BoardTable.key(partition, id.toString())))
				.build())
			.toList();
		return this.client.transactGetItems((read) -> read.transactItems(places))
			.responses()
			.stream()
			.map(ItemResponse::item)
			.filter((item) -> !item.isEmpty())
			.findFirst()
			.orElse(Map.of());
	}

	/// Unless somebody has moved the message meanwhile, or an older version has marked it
	/// where it lies.
	private void replace(MessageId id, Map<String, AttributeValue> item, Map<String, AttributeValue> wanted) {
		Map<String, AttributeValue> values = new HashMap<>();
		String asItWas = Stream.of(BoardTable.PARTITION_KEY, MessageItem.HIDDEN_AT, MessageItem.DELETED_AT)
			.map((name) -> {
				AttributeValue value = item.get(name);
				if (value == null) {
					return "attribute_not_exists(%s)".formatted(name);
				}
				values.put(":" + name, value);
				return "%1$s = :%1$s".formatted(name);
			})
			.collect(Collectors.joining(" AND "));
		boolean stays = partition(item).equals(partition(wanted));
		TransactWriteItem put = TransactWriteItem.builder()
			.put((write) -> write.tableName(this.table.name())
				.item(wanted)
				.conditionExpression(stays ? asItWas : NOT_THERE)
				.expressionAttributeValues(stays ? values : null))
			.build();
		TransactWriteItem delete = TransactWriteItem.builder()
			.delete((write) -> write.tableName(this.table.name())
				.key(BoardTable.key(partition(item), id.toString()))
				.conditionExpression(asItWas)
				.expressionAttributeValues(values))
			.build();
		this.client.transactWriteItems((write) -> write.transactItems(stays ? List.of(put) : List.of(delete, put)));
	}

	private static String partition(Map<String, AttributeValue> item) {
		return Objects.requireNonNull(item.get(BoardTable.PARTITION_KEY)).s();
	}

	private static Map<String, AttributeValue> in(String partition, Map<String, AttributeValue> item) {
		Map<String, AttributeValue> moved = new HashMap<>(item);
		moved.put(BoardTable.PARTITION_KEY, AttributeValue.fromS(partition));
		return moved;
	}

	private static boolean isDeleted(Map<String, AttributeValue> item) {
		return item.containsKey(MessageItem.DELETED_AT);
	}

	private AttributeValue now() {
		return AttributeValue.fromS(this.clock.instant().toString());
	}

	@FunctionalInterface
	private interface Change {

		/// @return what the item should be; null where the message is no more
		@Nullable Map<String, AttributeValue> of(Map<String, AttributeValue> item);

	}

}
