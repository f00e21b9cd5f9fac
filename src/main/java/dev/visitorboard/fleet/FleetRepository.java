package dev.visitorboard.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.drill.Drill;
import dev.visitorboard.fleet.drill.DrillItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// The heartbeats of all instances, and the drill among them.
@Repository
class FleetRepository {

	static final String PARTITION = DrillItem.PARTITION;

	private final DynamoDbClient writer;

	private final DynamoDbClient reader;

	private final BoardTable table;

	FleetRepository(@Qualifier("heartbeat") DynamoDbClient writer, DynamoDbClient reader, BoardTable table) {
		this.writer = writer;
		this.reader = reader;
		this.table = table;
	}

	/// Stores a heartbeat over the life's earlier one. A delayed attempt never replaces a
	/// later heartbeat.
	/// @throws StoreUnavailableException when the table does not answer
	void write(Heartbeat heartbeat) {
		BoardTable.quietly(() -> {
			try {
				return this.writer.putItem((put) -> put.tableName(this.table.name())
					.item(HeartbeatItem.of(heartbeat))
					.conditionExpression("attribute_not_exists(#n) OR #n < :n")
					.expressionAttributeNames(Map.of("#n", HeartbeatItem.NUMBER))
					.expressionAttributeValues(Map.of(":n", Item.number(heartbeat.number()))));
			}
			catch (ConditionalCheckFailedException ex) {
				// The answer to an earlier attempt was lost.
				return ex;
			}
		});
	}

	/// Reads both with one query.
	/// @throws StoreUnavailableException when the table does not answer
	Items read() {
		QueryRequest query = QueryRequest.builder()
			.tableName(this.table.name())
			.keyConditionExpression("#pk = :pk")
			.expressionAttributeNames(Map.of("#pk", BoardTable.PARTITION_KEY))
			.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(PARTITION)))
			.consistentRead(true)
			.build();
		return BoardTable.answered(() -> {
			List<Heartbeat> heartbeats = new ArrayList<>();
			Optional<Drill> drill = Optional.empty();
			for (Map<String, AttributeValue> item : this.reader.queryPaginator(query).items()) {
				if (DrillItem.isOne(item)) {
					drill = DrillItem.read(item);
				}
				else {
					HeartbeatItem.read(item).ifPresent(heartbeats::add);
				}
			}
			return new Items(List.copyOf(heartbeats), drill);
		});
	}

	/// @param drill the last one that was started
	record Items(List<Heartbeat> heartbeats, Optional<Drill> drill) {
	}

}
