package dev.visitorboard.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// What the fleet did: an item for each slot, written once, in a partition for each hour.
@Repository
class FleetHistoryRepository {

	private static final String PREFIX = FleetRepository.PARTITION + "#";

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

	/// Records a slot, unless somebody has.
	/// @throws StoreUnavailableException when the table does not answer
	void record(FleetPoint point) {
		Map<String, AttributeValue> item = new HashMap<>(
				BoardTable.key(partition(point.slot()), point.slot().toString()));
		item.put(BoardTable.EXPIRY, AttributeValue.fromN(Long.toString(point.slot().plus(KEPT).getEpochSecond())));
		item.put(SERVING, AttributeValue.fromN(Integer.toString(point.serving())));
		item.put(REQUESTS, AttributeValue.fromN(Double.toString(point.requestsPerSecond())));
		Double cpu = point.meanCpu();
		if (cpu != null) {
			item.put(CPU, AttributeValue.fromN(cpu.toString()));
		}
		BoardTable.quietly(() -> {
			try {
				return this.writer.putItem((put) -> put.tableName(this.table.name())
					.item(item)
					.conditionExpression("attribute_not_exists(#sk)")
					.expressionAttributeNames(Map.of("#sk", BoardTable.SORT_KEY)));
			}
			catch (ConditionalCheckFailedException ex) {
				return ex;
			}
		});
	}

	/// The slots from `from` to `to`, as far as they were recorded, oldest first.
	/// @throws StoreUnavailableException when the table does not answer
	List<FleetPoint> recorded(Instant from, Instant to) {
		List<FleetPoint> points = new ArrayList<>();
		for (Instant hour = from.truncatedTo(ChronoUnit.HOURS); !hour.isAfter(to); hour = hour.plus(1,
				ChronoUnit.HOURS)) {
			QueryRequest query = QueryRequest.builder()
				.tableName(this.table.name())
				.keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
				.expressionAttributeNames(Map.of("#pk", BoardTable.PARTITION_KEY, "#sk", BoardTable.SORT_KEY))
				.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition(hour)), ":from",
						AttributeValue.fromS(from.truncatedTo(ChronoUnit.SECONDS).toString()), ":to",
						AttributeValue.fromS(to.truncatedTo(ChronoUnit.SECONDS).toString())))
				.consistentRead(true)
				.build();
			BoardTable
				.answered(() -> this.reader.queryPaginator(query)
					.items()
					.stream()
					.map(FleetHistoryRepository::point)
					.toList())
				.forEach((point) -> point.ifPresent(points::add));
		}
		return List.copyOf(points);
	}

	private static Optional<FleetPoint> point(Map<String, AttributeValue> item) {
		String sort = of(item, BoardTable.SORT_KEY).s();
		try {
			return Optional.of(new FleetPoint(Instant.parse(sort), Integer.parseInt(of(item, SERVING).n()),
					Optional.ofNullable(item.get(CPU)).map((cpu) -> Double.valueOf(cpu.n())).orElse(null),
					Double.parseDouble(of(item, REQUESTS).n())));
		}
		catch (NullPointerException | NumberFormatException | DateTimeException _) {
			LeftOut.tell(of(item, BoardTable.PARTITION_KEY).s(), sort);
			return Optional.empty();
		}
	}

	/// Such as `FLEET#2026-11-21T09`.
	private static String partition(Instant moment) {
		return PREFIX + moment.toString().substring(0, "2026-11-21T09".length());
	}

	private static AttributeValue of(Map<String, AttributeValue> item, String attribute) {
		return Objects.requireNonNull(item.get(attribute), attribute);
	}

}
