package dev.visitorboard.startup;

import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What the board may have to do with the table, each with a try of it that changes nothing. A transaction needs the
/// permissions of the actions in it, so it is none of its own.
enum TableAction {

	GET_ITEM("GetItem") {
		@Override
		void attempt(DynamoDbClient client, String table) {
			client.getItem((get) -> get.tableName(table).key(NO_ITEM).consistentRead(true));
		}
	},

	QUERY("Query") {
		@Override
		void attempt(DynamoDbClient client, String table) {
			client.query((query) -> query.tableName(table)
				.keyConditionExpression("#key = :check")
				.expressionAttributeNames(Map.of("#key", BoardTable.PARTITION_KEY))
				.expressionAttributeValues(Map.of(":check", AttributeValue.fromS(CHECK)))
				.limit(1)
				.consistentRead(true));
		}
	},

	PUT_ITEM("PutItem") {
		@Override
		void attempt(DynamoDbClient client, String table) {
			refused(() -> client.putItem((put) -> put.tableName(table)
				.item(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(Map.of("#key", BoardTable.PARTITION_KEY))));
		}
	},

	UPDATE_ITEM("UpdateItem") {
		@Override
		void attempt(DynamoDbClient client, String table) {
			refused(() -> client.updateItem((update) -> update.tableName(table)
				.key(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(Map.of("#key", BoardTable.PARTITION_KEY))));
		}
	},

	DELETE_ITEM("DeleteItem") {
		@Override
		void attempt(DynamoDbClient client, String table) {
			refused(() -> client.deleteItem((delete) -> delete.tableName(table)
				.key(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(Map.of("#key", BoardTable.PARTITION_KEY))));
		}
	};

	private static final String CHECK = "CHECK";

	private static final Map<String, AttributeValue> NO_ITEM = BoardTable.key(CHECK, CHECK);

	/// Holds for no item, whatever comes to lie under that key: DynamoDB looks whether
	/// the write is allowed, and then does not do it.
	private static final String NEVER = "attribute_exists(#key) AND attribute_not_exists(#key)";

	private final String operation;

	TableAction(String operation) {
		this.operation = operation;
	}

	/// As an IAM policy names it.
	String permission() {
		return "dynamodb:" + this.operation;
	}

	/// Returns when the action is allowed.
	/// @throws software.amazon.awssdk.core.exception.SdkException when it is not, or got
	/// no answer
	abstract void attempt(DynamoDbClient client, String table);

	private static void refused(Runnable write) {
		try {
			write.run();
		}
		catch (ConditionalCheckFailedException _) {
			// It was allowed.
		}
	}

}
