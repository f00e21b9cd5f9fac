package dev.visitorboard.allowance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.springframework.stereotype.Repository;

/// How much of each allowance is used, an item for each minute, which the table forgets by itself.
@Repository
class AllowanceRepository {

	private static final String PARTITION_PREFIX = "RATE#";

	private static final String USED = "used";

	/// The minute itself, and some more for clocks that differ.
	private static final Duration KEPT = Duration.ofMinutes(5);

	private final DynamoDbClient client;

	private final BoardTable table;

	AllowanceRepository(DynamoDbClient client, BoardTable table) {
		this.client = client;
		this.table = table;
	}

	/// Takes one of `most`, unless all are taken. The client repeats a write whose
	/// answer was lost, which then may take two: too few is all that can come of it.
	boolean take(String owner, Instant minute, int most) {
		String expiry = Long.toString(minute.plus(KEPT).getEpochSecond());
		return BoardTable.answered(() -> {
			try {
				this.client.updateItem((update) -> update.tableName(this.table.name())
					.key(key(owner, minute))
					.updateExpression("ADD #used :one SET #expiry = :expiry")
					.conditionExpression("attribute_not_exists(#used) OR #used < :most")
					.expressionAttributeNames(Map.of("#used", USED, "#expiry", BoardTable.EXPIRY))
					.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"), ":expiry",
							AttributeValue.fromN(expiry), ":most", AttributeValue.fromN(Integer.toString(most)))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	int used(String owner, Instant minute) {
		Map<String, AttributeValue> item = BoardTable.answered(() -> this.client
			.getItem((get) -> get.tableName(this.table.name()).key(key(owner, minute)).consistentRead(true))
			.item());
		AttributeValue used = item.get(USED);
		return (used != null) ? Integer.parseInt(used.n()) : 0;
	}

	private static Map<String, AttributeValue> key(String owner, Instant minute) {
		return BoardTable.key(PARTITION_PREFIX + owner, minute.toString());
	}

}
