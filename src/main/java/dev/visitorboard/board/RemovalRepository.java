package dev.visitorboard.board;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import org.springframework.stereotype.Repository;

/// Takes messages off the board. Each change may be repeated; each says whether there is such a message.
@Repository
class RemovalRepository {

	private static final String THERE = "attribute_exists(" + BoardTable.PARTITION_KEY + ")";

	private static final String NOT_DELETED = THERE + " AND attribute_not_exists(" + MessageItem.DELETED_AT + ")";

	private static final String NOW = ":now";

	private final DynamoDbClient client;

	private final BoardTable table;

	private final Clock clock;

	RemovalRepository(DynamoDbClient client, BoardTable table, Clock clock) {
		this.client = client;
		this.table = table;
		this.clock = clock;
	}

	/// For good: the words are gone from the table.
	boolean delete(MessageId id) {
		return update(id,
				(update) -> update.conditionExpression(THERE)
					.updateExpression(firstTime(MessageItem.DELETED_AT) + " REMOVE #text, #name")
					.expressionAttributeNames(Map.of("#text", MessageItem.TEXT, "#name", MessageItem.NAME))
					.expressionAttributeValues(now()));
	}

	/// Until it is restored. A message that its author deleted is no more.
	boolean hide(MessageId id) {
		return update(id,
				(update) -> update.conditionExpression(NOT_DELETED)
					.updateExpression(firstTime(MessageItem.HIDDEN_AT))
					.expressionAttributeValues(now()));
	}

	boolean restore(MessageId id) {
		return update(id, (update) -> update.conditionExpression(NOT_DELETED)
			.updateExpression("REMOVE " + MessageItem.HIDDEN_AT));
	}

	private boolean update(MessageId id, Consumer<UpdateItemRequest.Builder> change) {
		return BoardTable.answered(() -> {
			try {
				this.client.updateItem((update) -> change.accept(update.tableName(this.table.name())
					.key(BoardTable.key(MessageItem.partition(id.shard()), id.toString()))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private static String firstTime(String attribute) {
		return "SET %1$s = if_not_exists(%1$s, %2$s)".formatted(attribute, NOW);
	}

	private Map<String, AttributeValue> now() {
		return Map.of(NOW, AttributeValue.fromS(this.clock.instant().toString()));
	}

}
