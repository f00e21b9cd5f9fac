package dev.visitorboard.board;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.visitorboard.board.ModeratedMessage.State;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A message as it lies in the table, with the key it was posted under. Once it is hidden or deleted it lies under
/// another partition key, so that readers need not step over it and a repeated post still finds it.
///
/// Reading takes whatever may lie there: what is no text is as if it were missing.
record MessageItem(String partition, String id, String text, @Nullable String name, String instance, String postKey,
		boolean hidden, boolean deleted) {

	static final String TEXT = "text";

	static final String NAME = "name";

	static final String INSTANCE = "instance";

	static final String POST_KEY = "postKey";

	/// When an instructor hid the message; gone again once it is restored.
	static final String HIDDEN_AT = "hiddenAt";

	/// When its author deleted the message, whose words are gone since.
	static final String DELETED_AT = "deletedAt";

	private static final String BOARD = "BOARD#";

	private static final String GONE = "GONE#";

	private static final int LONGEST_INSTANCE = 64;

	static final TableSchema<MessageItem> SCHEMA = TableSchema.builder(MessageItem.class, Builder.class)
		.newItemBuilder(Builder::new, Builder::build)
		.addAttribute(String.class,
				text(BoardTable.PARTITION_KEY, MessageItem::partition, (builder, value) -> builder.partition = value)
					.andThen((pk) -> pk.tags(StaticAttributeTags.primaryPartitionKey())))
		.addAttribute(String.class,
				text(BoardTable.SORT_KEY, MessageItem::id, (builder, value) -> builder.id = value)
					.andThen((sk) -> sk.tags(StaticAttributeTags.primarySortKey())))
		.addAttribute(String.class, text(TEXT, MessageItem::text, (builder, value) -> builder.text = value))
		.addAttribute(String.class, text(NAME, MessageItem::name, (builder, value) -> builder.name = value))
		.addAttribute(String.class, text(INSTANCE, MessageItem::instance, (builder, value) -> builder.instance = value))
		.addAttribute(String.class, text(POST_KEY, MessageItem::postKey, (builder, value) -> builder.postKey = value))
		// Only ever read here: RemovalRepository writes the two.
		.addAttribute(String.class, text(HIDDEN_AT, (_) -> null, (builder, _) -> builder.hidden = true))
		.addAttribute(String.class, text(DELETED_AT, (_) -> null, (builder, _) -> builder.deleted = true))
		.build();

	static MessageItem of(Message message, PostKey key) {
		return new MessageItem(board(message.id().shard()), message.id().toString(), message.post().text(),
				message.post().name(), message.instance(), key.toString(), false, false);
	}

	/// The partition of what is shown.
	static String board(int shard) {
		return BOARD + shard;
	}

	/// The partition of what was hidden or deleted.
	static String gone(int shard) {
		return GONE + shard;
	}

	static List<String> boards() {
		return IntStream.range(0, MessageId.SHARDS).mapToObj(MessageItem::board).toList();
	}

	static List<String> allGone() {
		return IntStream.range(0, MessageId.SHARDS).mapToObj(MessageItem::gone).toList();
	}

	static Key key(String partition, String sort) {
		return Key.builder().partitionValue(partition).sortValue(sort).build();
	}

	/// The message, as far as it can be shown safely; nothing where it cannot, which the
	/// log then tells.
	Optional<ModeratedMessage> message() {
		Optional<ModeratedMessage> message = MessageId.parse(this.id).filter(this::liesInItsShard).flatMap(this::as);
		if (message.isEmpty()) {
			LeftOut.tell(this.partition, this.id);
		}
		return message;
	}

	/// Elsewhere nobody could find it by its id, to hide it for instance.
	private boolean liesInItsShard(MessageId messageId) {
		return this.partition.equals(board(messageId.shard())) || this.partition.equals(gone(messageId.shard()));
	}

	private Optional<ModeratedMessage> as(MessageId messageId) {
		String shownInstance = Optional.of(VisitorText.shown(this.instance, LONGEST_INSTANCE))
			.filter((text) -> !text.isEmpty())
			.orElse("unknown");
		if (this.deleted) {
			return Optional.of(new ModeratedMessage(messageId, null, shownInstance, State.DELETED));
		}
		State state = (this.hidden || this.partition.startsWith(GONE)) ? State.HIDDEN : State.SHOWN;
		return Post.stored(this.text, (this.name != null) ? this.name : "")
			.map((post) -> new ModeratedMessage(messageId, post, shownInstance, state));
	}

	private static Consumer<ImmutableAttribute.Builder<MessageItem, Builder, String>> text(String name,
			Function<MessageItem, @Nullable String> getter, BiConsumer<Builder, String> setter) {
		return (attribute) -> attribute.name(name)
			.getter(getter)
			.setter(setter)
			.attributeConverter(AnyAttribute.INSTANCE);
	}

	/// The enhanced client fills an item attribute by attribute, which a record does
	/// not allow.
	static final class Builder {

		private String partition = "";

		private String id = "";

		private String text = "";

		private @Nullable String name;

		private String instance = "";

		private String postKey = "";

		private boolean hidden;

		private boolean deleted;

		MessageItem build() {
			return new MessageItem(this.partition, this.id, this.text, this.name, this.instance, this.postKey,
					this.hidden, this.deleted);
		}

	}

	/// Text, and any other type as an empty one. The enhanced client's own converter
	/// refuses those, and with them the whole page.
	private enum AnyAttribute implements AttributeConverter<String> {

		INSTANCE;

		@Override
		public AttributeValue transformFrom(String text) {
			return AttributeValue.fromS(text);
		}

		@Override
		public String transformTo(AttributeValue value) {
			return (value.type() == AttributeValue.Type.S) ? value.s() : "";
		}

		@Override
		public EnhancedType<String> type() {
			return EnhancedType.of(String.class);
		}

		@Override
		public AttributeValueType attributeValueType() {
			return AttributeValueType.S;
		}

	}

}
