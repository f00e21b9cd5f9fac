package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// What the fleet did: an item for every ten seconds, written once, in a partition for each hour.
@Repository
class FleetHistoryRepository {

	private static final String SERVING = "serving";

	private static final String CPU = "cpu";

	private static final String REQUESTS = "requestsPerSecond";

	/// Longer than it is shown.
	private static final Duration KEPT = Duration.ofHours(2);

	private final DynamoDbClient writer;

	private final DynamoDbClient reader;

	private final BoardTable table;

	FleetHistoryRepository(@Qualifier("heartbeat") DynamoDbClient writer, DynamoDbClient reader, BoardTable table) {
		this.writer = writer;
		this.reader = reader;
		this.table = table;
	}

	/// Records a point, unless another instance has.
	/// @throws StoreUnavailableException when the table does not answer
	void record(FleetPoint point) {
		Item item = Item.of(partition(point.begin()), point.begin().toString())
			.expiresAt(point.begin().plus(KEPT))
			.put(SERVING, point.serving())
			.put(CPU, point.meanCpu())
			.put(REQUESTS, point.requestsPerSecond());
		BoardTable.quietly(() -> {
			try {
				return this.writer.putItem((put) -> put.tableName(this.table.name())
					.item(item.attributes())
					.conditionExpression("attribute_not_exists(#sk)")
					.expressionAttributeNames(Map.of("#sk", BoardTable.SORT_KEY)));
			}
			catch (ConditionalCheckFailedException ex) {
				return ex;
			}
		});
	}

	/// The points from `from` to `to`, as far as they were recorded, oldest first.
	/// @throws StoreUnavailableException when the table does not answer
	List<FleetPoint> recorded(Instant from, Instant to) {
		return Stream
			.iterate(from.truncatedTo(ChronoUnit.HOURS), (hour) -> !hour.isAfter(to),
					(hour) -> hour.plus(1, ChronoUnit.HOURS))
			.flatMap((hour) -> recorded(partition(hour), from, to).stream())
			.toList();
	}

	private List<FleetPoint> recorded(String partition, Instant from, Instant to) {
		QueryRequest query = QueryRequest.builder()
			.tableName(this.table.name())
			.keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
			.expressionAttributeNames(Map.of("#pk", BoardTable.PARTITION_KEY, "#sk", BoardTable.SORT_KEY))
			.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition), ":from",
					AttributeValue.fromS(from.truncatedTo(ChronoUnit.SECONDS).toString()), ":to",
					AttributeValue.fromS(to.truncatedTo(ChronoUnit.SECONDS).toString())))
			.consistentRead(true)
			.build();
		return BoardTable.answered(() -> this.reader.queryPaginator(query)
			.items()
			.stream()
			.map(FleetHistoryRepository::point)
			.flatMap(Optional::stream)
			.toList());
	}

	private static Optional<FleetPoint> point(Map<String, AttributeValue> attributes) {
		return Item.read(attributes, (item) -> new FleetPoint(Instant.parse(item.text(BoardTable.SORT_KEY)),
				item.integer(SERVING), item.decimalOrNull(CPU), item.decimal(REQUESTS)));
	}

	/// Such as `FLEET#2026-11-21T09`.
	private static String partition(Instant moment) {
		return FleetRepository.PARTITION + "#" + moment.toString().substring(0, "2026-11-21T09".length());
	}

}
