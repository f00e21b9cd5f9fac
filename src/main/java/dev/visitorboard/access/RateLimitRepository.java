package dev.visitorboard.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.springframework.stereotype.Repository;

/// How much of each rate limit is used: an item for each minute, which the table forgets by itself.
@Repository
class RateLimitRepository {

	private static final String PARTITION_PREFIX = "RATE#";

	private static final String USED = "used";

	/// The minute itself, and some more for clocks that differ.
	private static final Duration KEPT = Duration.ofMinutes(5);

	private final DynamoDbClient client;

	private final BoardTable table;

	RateLimitRepository(DynamoDbClient client, BoardTable table) {
		this.client = client;
		this.table = table;
	}

	/// Takes so many, 1 or 0, unless `most` are taken already. A write whose answer was
	/// lost is repeated and may take two. A value that is no number counts as used up,
	/// since the condition does not hold for it.
	boolean take(int count, String owner, Instant minute, int most) {
		String expiry = Long.toString(minute.plus(KEPT).getEpochSecond());
		return BoardTable.answered(() -> {
			try {
				this.client.updateItem((update) -> update.tableName(this.table.name())
					.key(key(owner, minute))
					.updateExpression("ADD #used :count SET #expiry = :expiry")
					.conditionExpression("attribute_not_exists(#used) OR #used < :most")
					.expressionAttributeNames(Map.of("#used", USED, "#expiry", BoardTable.EXPIRY))
					.expressionAttributeValues(Map.of(":count", AttributeValue.fromN(Integer.toString(count)),
							":expiry", AttributeValue.fromN(expiry), ":most",
							AttributeValue.fromN(Integer.toString(most)))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private static Map<String, AttributeValue> key(String owner, Instant minute) {
		return BoardTable.key(PARTITION_PREFIX + owner, minute.toString());
	}

}
