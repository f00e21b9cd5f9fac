package dev.visitorboard.startup;

import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What the board may have to do with the table. A transaction needs the permissions of the actions in it, so it is none
/// of its own.
enum TableAction {

	GET_ITEM("GetItem"), QUERY("Query"), PUT_ITEM("PutItem"), UPDATE_ITEM("UpdateItem"), DELETE_ITEM("DeleteItem");

	private static final String CHECK = "CHECK";

	private static final Map<String, AttributeValue> NO_ITEM = BoardTable.key(CHECK, CHECK);

	private static final Map<String, String> KEY = Map.of("#key", BoardTable.PARTITION_KEY);

	/// Holds for no item: DynamoDB looks whether the write is allowed, and then does not
	/// do it.
	private static final String NEVER = "attribute_exists(#key) AND attribute_not_exists(#key)";

	private final String operation;

	TableAction(String operation) {
		this.operation = operation;
	}

	/// As an IAM policy names it.
	String permission() {
		return "dynamodb:" + this.operation;
	}

	/// Tries it without changing anything, and returns when it is allowed.
	/// @throws software.amazon.awssdk.core.exception.SdkException when it is not, or got
	/// no answer
	void attempt(DynamoDbClient client, String table) {
		try {
			call(client, table);
		}
		catch (ConditionalCheckFailedException _) {
			// It was allowed.
		}
	}

	private void call(DynamoDbClient client, String table) {
		switch (this) {
			case GET_ITEM -> client.getItem((get) -> get.tableName(table).key(NO_ITEM).consistentRead(true));
			case QUERY -> client.query((query) -> query.tableName(table)
				.keyConditionExpression("#key = :check")
				.expressionAttributeNames(KEY)
				.expressionAttributeValues(Map.of(":check", AttributeValue.fromS(CHECK)))
				.limit(1)
				.consistentRead(true));
			case PUT_ITEM -> client.putItem((put) -> put.tableName(table)
				.item(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(KEY));
			case UPDATE_ITEM -> client.updateItem((update) -> update.tableName(table)
				.key(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(KEY));
			case DELETE_ITEM -> client.deleteItem((delete) -> delete.tableName(table)
				.key(NO_ITEM)
				.conditionExpression(NEVER)
				.expressionAttributeNames(KEY));
		}
	}

}
