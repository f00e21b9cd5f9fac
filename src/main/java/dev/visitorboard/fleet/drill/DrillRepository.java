package dev.visitorboard.fleet.drill;

import java.time.Instant;
import java.util.Map;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.springframework.stereotype.Repository;

/// Starts and ends drills in the table. They are read with the heartbeats.
@Repository
class DrillRepository {

	private final DynamoDbClient client;

	private final BoardTable table;

	DrillRepository(DynamoDbClient client, BoardTable table) {
		this.client = client;
		this.table = table;
	}

	/// Starts a drill, unless one runs.
	/// @param now by DynamoDB's clock
	/// @return whether it was started
	boolean start(Drill drill, Instant now) {
		return BoardTable.answered(() -> {
			try {
				// Its own id is there when an attempt went through whose answer was lost.
				this.client.putItem((put) -> put.tableName(this.table.name())
					.item(DrillItem.of(drill))
					.conditionExpression("attribute_not_exists(#end) OR #end <= :now OR #id = :id")
					.expressionAttributeNames(Map.of("#end", DrillItem.ENDS_AT, "#id", DrillItem.ID))
					.expressionAttributeValues(
							Map.of(":now", Item.number(now.toEpochMilli()), ":id", AttributeValue.fromS(drill.id()))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	/// Ends the drill that runs, if one does. It loses its end and gets no other one,
	/// since times that two instances tell are only good to a second.
	void cancel() {
		BoardTable.answered(() -> {
			try {
				return this.client.updateItem((update) -> update.tableName(this.table.name())
					.key(BoardTable.key(DrillItem.PARTITION, DrillItem.SORT))
					.updateExpression("REMOVE #end")
					.conditionExpression("attribute_exists(#end)")
					.expressionAttributeNames(Map.of("#end", DrillItem.ENDS_AT)));
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

}
