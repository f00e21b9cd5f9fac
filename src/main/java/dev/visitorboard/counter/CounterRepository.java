package dev.visitorboard.counter;

import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// The counter's one item.
@Repository
class CounterRepository {

	private static final Map<String, AttributeValue> KEY = BoardTable.key("COUNTER#visitors", "TOTAL");

	private static final String COUNT = "n";

	private final DynamoDbClient reader;

	private final DynamoDbClient writer;

	private final BoardTable table;

	/// @param writer makes a single attempt: `ADD` sent again after a lost answer would
	/// count twice
	CounterRepository(DynamoDbClient reader, @Qualifier("singleAttempt") DynamoDbClient writer, BoardTable table) {
		this.reader = reader;
		this.writer = writer;
		this.table = table;
	}

	long total() {
		return BoardTable.answered(() -> count(
				this.reader.getItem((get) -> get.tableName(this.table.name()).key(KEY).consistentRead(true)).item()));
	}

	long increment() {
		return BoardTable.answered(
				() -> count(this.writer
					.updateItem((update) -> update.tableName(this.table.name())
						.key(KEY)
						.updateExpression("ADD #n :one")
						.expressionAttributeNames(Map.of("#n", COUNT))
						.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
						.returnValues(ReturnValue.UPDATED_NEW))
					.attributes()));
	}

	/// Before the first visit there is no item.
	private static long count(Map<String, AttributeValue> item) {
		AttributeValue count = item.get(COUNT);
		return (count != null) ? Long.parseLong(count.n()) : 0L;
	}

}
