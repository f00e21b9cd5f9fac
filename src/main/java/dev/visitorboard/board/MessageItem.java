package dev.visitorboard.board;

import java.util.function.Function;

import dev.visitorboard.board.ModeratedMessage.State;
import dev.visitorboard.dynamodb.BoardTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// A message as it lies in the table, with the key it was posted under. It stays there when it is hidden or deleted,
/// so that a repeated post finds it and cursors keep their place.
record MessageItem(ModeratedMessage message, String postKey) {

	static final String TEXT = "text";

	static final String NAME = "name";

	static final String POST_KEY = "postKey";

	/// When an instructor hid the message; gone again once it is restored.
	static final String HIDDEN_AT = "hiddenAt";

	/// When its author deleted the message, whose words are gone since.
	static final String DELETED_AT = "deletedAt";

	static final TableSchema<MessageItem> SCHEMA = TableSchema.builder(MessageItem.class, Builder.class)
		.newItemBuilder(Builder::new, Builder::build)
		.addAttribute(String.class,
				(pk) -> pk.name(BoardTable.PARTITION_KEY)
					.getter((item) -> partition(item.message().id().shard()))
					// The id says it already.
					.setter((_, _) -> {
					})
					.tags(StaticAttributeTags.primaryPartitionKey()))
		.addAttribute(String.class,
				(sk) -> sk.name(BoardTable.SORT_KEY)
					.getter((item) -> item.message().id().toString())
					.setter((builder, value) -> builder.id = value)
					.tags(StaticAttributeTags.primarySortKey()))
		.addAttribute(String.class,
				(text) -> text.name(TEXT)
					.getter((item) -> words(item, Post::text))
					.setter((builder, value) -> builder.text = value))
		.addAttribute(String.class,
				(name) -> name.name(NAME)
					.getter((item) -> words(item, Post::name))
					.setter((builder, value) -> builder.name = value))
		.addAttribute(String.class,
				(instance) -> instance.name("instance")
					.getter((item) -> item.message().instance())
					.setter((builder, value) -> builder.instance = value))
		.addAttribute(String.class,
				(postKey) -> postKey.name(POST_KEY)
					.getter(MessageItem::postKey)
					.setter((builder, value) -> builder.postKey = value))
		// Only ever read here: RemovalRepository writes the two.
		.addAttribute(String.class,
				(hiddenAt) -> hiddenAt.name(HIDDEN_AT)
					.getter((_) -> null)
					.setter((builder, _) -> builder.hidden = true))
		.addAttribute(String.class,
				(deletedAt) -> deletedAt.name(DELETED_AT)
					.getter((_) -> null)
					.setter((builder, _) -> builder.deleted = true))
		.build();

	static MessageItem of(Message message, PostKey key) {
		return new MessageItem(new ModeratedMessage(message.id(), message.post(), message.instance(), State.SHOWN),
				key.toString());
	}

	static String partition(int shard) {
		return "BOARD#" + shard;
	}

	private static @Nullable String words(MessageItem item, Function<Post, @Nullable String> part) {
		Post post = item.message().post();
		return (post != null) ? part.apply(post) : null;
	}

	/// The enhanced client fills an item attribute by attribute, which a record does
	/// not allow.
	static final class Builder {

		private String id = "";

		private String text = "";

		private @Nullable String name;

		private String instance = "";

		private String postKey = "";

		private boolean hidden;

		private boolean deleted;

		MessageItem build() {
			MessageId messageId = MessageId.parse(this.id)
				.orElseThrow(() -> new IllegalStateException("the table holds a message with the id " + this.id));
			Post post = this.deleted ? null : new Post(this.text, this.name);
			State state = this.deleted ? State.DELETED : this.hidden ? State.HIDDEN : State.SHOWN;
			return new MessageItem(new ModeratedMessage(messageId, post, this.instance, state), this.postKey);
		}

	}

}
