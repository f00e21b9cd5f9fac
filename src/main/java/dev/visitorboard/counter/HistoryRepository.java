package dev.visitorboard.counter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import dev.visitorboard.counter.item.CounterItem;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import dev.visitorboard.dynamodb.LeftOut;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.stereotype.Repository;

/// The recorded counts: one item a period, written once and never changed.
@Repository
class HistoryRepository {

	private static final String PREFIX = "AT#";

	private static final String COUNT = "n";

	private static final DateTimeFormatter PERIOD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'")
		.withZone(ZoneOffset.UTC);

	private final DynamoDbClient client;

	private final BoardTable table;

	HistoryRepository(DynamoDbClient client, BoardTable table) {
		this.client = client;
		this.table = table;
	}

	/// Records the count of a period, unless somebody has.
	/// @return whether this call was the first; an attempt that the SDK repeats after a
	/// lost answer finds its own item, and is not
	boolean record(Instant period, long count) {
		return BoardTable.answered(() -> {
			try {
				this.client.putItem((put) -> put.tableName(this.table.name())
					.item(Item.of(CounterItem.PARTITION, sortKey(period)).put(COUNT, count).attributes())
					.conditionExpression("attribute_not_exists(#sk)")
					.expressionAttributeNames(Map.of("#sk", BoardTable.SORT_KEY)));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	/// The counts recorded after `from` and up to `to`, by period, and the last one at or
	/// before `from`, which says where they set out.
	/// @param from the beginning of a period, as `to` is
	NavigableMap<Instant, Long> recorded(Instant from, Instant to) {
		// Newest first, so that after all that can lie between, the same query meets
		// the last one before, however long ago that was.
		int most = Math.toIntExact(Duration.between(from, to).dividedBy(HistoryPeriod.LENGTH) + 1);
		QueryRequest query = QueryRequest.builder()
			.tableName(this.table.name())
			.keyConditionExpression("#pk = :pk AND #sk BETWEEN :first AND :last")
			.projectionExpression("#sk, #n")
			.expressionAttributeNames(Map.of("#pk", BoardTable.PARTITION_KEY, "#sk", BoardTable.SORT_KEY, "#n", COUNT))
			.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(CounterItem.PARTITION), ":first",
					AttributeValue.fromS(PREFIX), ":last", AttributeValue.fromS(sortKey(to))))
			.scanIndexForward(false)
			.consistentRead(true)
			.limit(most)
			.build();
		return BoardTable.answered(() -> {
			NavigableMap<Instant, Long> counts = new TreeMap<>();
			for (Map<String, AttributeValue> item : this.client.queryPaginator(query).items()) {
				read(item).ifPresent((count) -> counts.put(count.getKey(), count.getValue()));
				if (!counts.isEmpty() && !counts.firstKey().isAfter(from)) {
					break;
				}
			}
			return counts;
		});
	}

	private static Optional<Map.Entry<Instant, Long>> read(Map<String, AttributeValue> item) {
		String sort = of(item, BoardTable.SORT_KEY).s();
		try {
			return Optional.of(Map.entry(PERIOD.parse(sort.substring(PREFIX.length()), Instant::from),
					Long.valueOf(of(item, COUNT).n())));
		}
		catch (NullPointerException | NumberFormatException | DateTimeException _) {
			LeftOut.tell(CounterItem.PARTITION, sort);
			return Optional.empty();
		}
	}

	private static String sortKey(Instant period) {
		return PREFIX + PERIOD.format(period);
	}

	private static AttributeValue of(Map<String, AttributeValue> item, String attribute) {
		return Objects.requireNonNull(item.get(attribute), attribute);
	}

}
