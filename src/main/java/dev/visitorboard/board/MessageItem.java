package dev.visitorboard.board;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.board.Message.State;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A message as it lies in the table, with the key it was posted under. What is shown lies in the partition `BOARD#n` of
/// its shard. What is hidden or deleted lies in `GONE#n`, so that readers need not step over it and a repeated post still
/// finds it.
///
/// Reading takes whatever may lie there: an attribute of another type counts as missing. What this version does not know
/// stays with the item when it moves.
record MessageItem(Map<String, AttributeValue> attributes) {

	static final TableSchema<EnhancedDocument> SCHEMA = TableSchema.documentSchemaBuilder()
		.addIndexPartitionKey(TableMetadata.primaryIndexName(), BoardTable.PARTITION_KEY, AttributeValueType.S)
		.addIndexSortKey(TableMetadata.primaryIndexName(), BoardTable.SORT_KEY, AttributeValueType.S)
		.build();

	private static final String BOARD = "BOARD#";

	private static final String GONE = "GONE#";

	private static final String TEXT = "text";

	private static final String NAME = "name";

	private static final String INSTANCE = "instance";

	private static final String POST_KEY = "postKey";

	private static final String HIDDEN_AT = "hiddenAt";

	static final String DELETED_AT = "deletedAt";

	private static final Set<String> LEFT_OF_DELETED = Set.of(BoardTable.PARTITION_KEY, BoardTable.SORT_KEY, INSTANCE,
			POST_KEY, DELETED_AT);

	/// How long the rest of a deleted message is kept: for ten minutes the same post may
	/// be repeated, and must not find it.
	private static final Duration DELETED_KEPT = Duration.ofDays(1);

	private static final int LONGEST_INSTANCE = 64;

	/// Not hidden or deleted by an older version, which left such messages in their
	/// place.
	static final Expression SHOWN = Expression.builder()
		.expression("attribute_not_exists(%s) AND attribute_not_exists(%s)".formatted(HIDDEN_AT, DELETED_AT))
		.build();

	static final Expression NOT_THERE = Expression.builder()
		.expression("attribute_not_exists(%s)".formatted(BoardTable.PARTITION_KEY))
		.build();

	MessageItem(EnhancedDocument document) {
		this(document.toMap());
	}

	static MessageItem of(Message message, IdempotencyKey key) {
		Map<String, AttributeValue> attributes = new HashMap<>(
				BoardTable.key(board(message.id().shard()), message.id().toString()));
		attributes.put(TEXT, AttributeValue.fromS(message.text()));
		if (message.name() != null) {
			attributes.put(NAME, AttributeValue.fromS(message.name()));
		}
		attributes.put(INSTANCE, AttributeValue.fromS(message.instance()));
		attributes.put(POST_KEY, AttributeValue.fromS(key.toString()));
		return new MessageItem(attributes);
	}

	static String board(int shard) {
		return BOARD + shard;
	}

	static String gone(int shard) {
		return GONE + shard;
	}

	static List<String> boards() {
		return IntStream.range(0, MessageId.SHARDS).mapToObj(MessageItem::board).toList();
	}

	static List<String> boardsAndGone() {
		return Stream.concat(boards().stream(), IntStream.range(0, MessageId.SHARDS).mapToObj(MessageItem::gone))
			.toList();
	}

	static Key key(String partition, String sort) {
		return Key.builder().partitionValue(partition).sortValue(sort).build();
	}

	static Expression storedUnder(IdempotencyKey key) {
		return Expression.builder()
			.expression(POST_KEY + " = :key")
			.putExpressionValue(":key", AttributeValue.fromS(key.toString()))
			.build();
	}

	String partition() {
		return text(BoardTable.PARTITION_KEY);
	}

	String id() {
		return text(BoardTable.SORT_KEY);
	}

	Key key() {
		return key(partition(), id());
	}

	EnhancedDocument document() {
		return EnhancedDocument.fromAttributeValueMap(this.attributes);
	}

	/// The message, as far as it can be shown safely; empty where it cannot, and then the
	/// log tells it.
	Optional<Message> message() {
		Optional<Message> message = MessageId.parse(id()).filter(this::liesInItsShard).flatMap(this::as);
		if (message.isEmpty()) {
			LeftOut.tell(partition(), id());
		}
		return message;
	}

	/// Elsewhere nobody could find it by its id, to hide it for instance.
	private boolean liesInItsShard(MessageId messageId) {
		return partition().equals(board(messageId.shard())) || partition().equals(gone(messageId.shard()));
	}

	private Optional<Message> as(MessageId messageId) {
		String shown = VisitorText.shown(text(INSTANCE), LONGEST_INSTANCE);
		String instance = shown.isEmpty() ? "unknown" : shown;
		if (isDeleted()) {
			return Optional.of(new Message(messageId, Post.GONE, instance, State.DELETED));
		}
		boolean hidden = has(HIDDEN_AT) || partition().startsWith(GONE);
		return Post.stored(text(TEXT), text(NAME))
			.map((post) -> new Message(messageId, post, instance, hidden ? State.HIDDEN : State.SHOWN));
	}

	boolean isDeleted() {
		return has(DELETED_AT);
	}

	/// The words are gone from the table, though not from its backups.
	MessageItem deleted(MessageId id, Instant now) {
		if (isDeleted() && partition().equals(gone(id.shard()))) {
			return this;
		}
		MessageItem left = in(gone(id.shard()));
		left.attributes.keySet().retainAll(LEFT_OF_DELETED);
		left.attributes.putIfAbsent(DELETED_AT, AttributeValue.fromS(now.toString()));
		left.attributes.put(BoardTable.EXPIRY,
				AttributeValue.fromN(Long.toString(now.plus(DELETED_KEPT).getEpochSecond())));
		return left;
	}

	MessageItem hidden(MessageId id, Instant now) {
		MessageItem hidden = in(gone(id.shard()));
		hidden.attributes.putIfAbsent(HIDDEN_AT, AttributeValue.fromS(now.toString()));
		return hidden;
	}

	MessageItem restored(MessageId id) {
		MessageItem shown = in(board(id.shard()));
		shown.attributes.remove(HIDDEN_AT);
		return shown;
	}

	/// Whether the item in the table is still as this one: nobody has moved it, and no
	/// older version has marked it.
	Expression unchanged() {
		Expression.Builder condition = Expression.builder();
		return condition.expression(Stream.of(BoardTable.PARTITION_KEY, HIDDEN_AT, DELETED_AT).map((name) -> {
			AttributeValue value = this.attributes.get(name);
			if (value == null) {
				return "attribute_not_exists(%s)".formatted(name);
			}
			condition.putExpressionValue(":" + name, value);
			return "%1$s = :%1$s".formatted(name);
		}).collect(Collectors.joining(" AND "))).build();
	}

	private MessageItem in(String partition) {
		Map<String, AttributeValue> moved = new HashMap<>(this.attributes);
		moved.put(BoardTable.PARTITION_KEY, AttributeValue.fromS(partition));
		return new MessageItem(moved);
	}

	private boolean has(String name) {
		return this.attributes.containsKey(name);
	}

	private String text(String name) {
		AttributeValue value = this.attributes.get(name);
		return (value != null) ? Objects.requireNonNullElse(value.s(), "") : "";
	}

}
