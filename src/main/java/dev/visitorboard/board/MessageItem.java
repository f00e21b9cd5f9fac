package dev.visitorboard.board;

import dev.visitorboard.dynamodb.BoardTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// A message as it lies in the table, with the key it was posted under.
record MessageItem(Message message, String postKey) {

	static final String POST_KEY = "postKey";

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
				(text) -> text.name("text")
					.getter((item) -> item.message().post().text())
					.setter((builder, value) -> builder.text = value))
		.addAttribute(String.class,
				(name) -> name.name("name")
					.getter((item) -> item.message().post().name())
					.setter((builder, value) -> builder.name = value))
		.addAttribute(String.class,
				(instance) -> instance.name("instance")
					.getter((item) -> item.message().instance())
					.setter((builder, value) -> builder.instance = value))
		.addAttribute(String.class,
				(postKey) -> postKey.name(POST_KEY)
					.getter(MessageItem::postKey)
					.setter((builder, value) -> builder.postKey = value))
		.build();

	static String partition(int shard) {
		return "BOARD#" + shard;
	}

	/// The enhanced client fills an item attribute by attribute, which a record does
	/// not allow.
	static final class Builder {

		private String id = "";

		private String text = "";

		private @Nullable String name;

		private String instance = "";

		private String postKey = "";

		MessageItem build() {
			MessageId messageId = MessageId.parse(this.id)
				.orElseThrow(() -> new IllegalStateException("the table holds a message with the id " + this.id));
			return new MessageItem(new Message(messageId, new Post(this.text, this.name), this.instance), this.postKey);
		}

	}

}
