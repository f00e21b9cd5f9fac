package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.visitorboard.dynamodb.BoardTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import org.springframework.stereotype.Repository;

/// Counts the messages of each day where they lie. A day is final once nobody can delete a message of it any more. From then
/// on an item holds its number, so that only what is newer is counted again.
///
/// A number that each post adds to would be a second write for each post, and all of them to one item.
@Repository
class MessageDayRepository {

	/// Clocks of instances may differ by the rest.
	private static final Duration FINAL_AFTER = OwnMessages.DELETABLE.plusMinutes(5);

	/// Of a megabyte each. The next read goes on where this one stopped, once a day more
	/// is final.
	private static final int MOST_PAGES = 10;

	private final DynamoDbClient client;

	private final BoardTable table;

	private final Clock clock;

	MessageDayRepository(DynamoDbClient client, BoardTable table, Clock clock) {
		this.client = client;
		this.table = table;
		this.clock = clock;
	}

	/// The numbers of the last days, as far as they can be counted in one go.
	SequencedMap<LocalDate, Long> latest(int length) {
		return BoardTable.answered(() -> {
			Instant now = this.clock.instant();
			LocalDate first = day(now).minusDays(length - 1L);
			Map<String, AttributeValue> stored = stored();
			MessageDayItem kept = MessageDayItem.read(stored)
				.filter((item) -> !item.until().isBefore(first) && !item.until().isAfter(day(now)))
				.orElse(new MessageDayItem(first, Map.of()));
			NavigableMap<LocalDate, Long> numbers = new TreeMap<>(kept.numbers());
			Instant end = count(kept.until(), now, numbers);
			LocalDate until = day(end.equals(now) ? now.minus(FINAL_AFTER) : end);
			if (until.isAfter(kept.until())) {
				keep(new MessageDayItem(until, numbers.subMap(first, true, until, false)), stored);
			}
			return first.datesUntil(end.equals(now) ? day(now).plusDays(1) : until)
				.collect(Collectors.toMap((day) -> day, (day) -> numbers.getOrDefault(day, 0L), Long::sum,
						TreeMap::new));
		});
	}

	/// @return the end of what was counted: `to`, unless there is too much
	private Instant count(LocalDate from, Instant to, Map<LocalDate, Long> numbers) {
		Set<MessageId> found = new HashSet<>();
		Instant end = to;
		for (int shard = 0; shard < MessageId.SHARDS; shard++) {
			// An instructor may hide or restore a message meanwhile: it is met at least
			// once,
			// and counts once.
			for (String partition : List.of(MessageItem.gone(shard), MessageItem.board(shard),
					MessageItem.gone(shard))) {
				Instant reached = find(partition, from.atStartOfDay().toInstant(ZoneOffset.UTC), to, found);
				end = reached.isBefore(end) ? reached : end;
			}
		}
		found.forEach((id) -> numbers.merge(day(id.time()), 1L, Long::sum));
		return end;
	}

	private Instant find(String partition, Instant from, Instant to, Set<MessageId> found) {
		QueryRequest query = QueryRequest.builder()
			.tableName(this.table.name())
			.keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
			.filterExpression("attribute_not_exists(%s)".formatted(MessageItem.DELETED_AT))
			.projectionExpression("#sk")
			.expressionAttributeNames(Map.of("#pk", BoardTable.PARTITION_KEY, "#sk", BoardTable.SORT_KEY))
			.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition), ":from",
					AttributeValue.fromS(MessageId.lowestAt(from).toString()), ":to",
					AttributeValue.fromS(MessageId.lowestAt(to).toString())))
			.consistentRead(true)
			.build();
		int pages = 0;
		for (QueryResponse page : this.client.queryPaginator(query)) {
			page.items().stream().flatMap((item) -> id(item).stream()).forEach(found::add);
			pages++;
			if (pages == MOST_PAGES && page.hasLastEvaluatedKey()) {
				return id(page.lastEvaluatedKey()).map(MessageId::time).orElse(from);
			}
		}
		return to;
	}

	private Map<String, AttributeValue> stored() {
		return this.client
			.getItem((get) -> get.tableName(this.table.name())
				.key(BoardTable.key(MessageDayItem.PARTITION, MessageDayItem.SORT))
				.consistentRead(true))
			.item();
	}

	/// Unless another instance has, which counted the same.
	private void keep(MessageDayItem days, Map<String, AttributeValue> stored) {
		Optional<AttributeValue> before = Optional.ofNullable(stored.get(MessageDayItem.UNTIL));
		try {
			this.client.putItem((put) -> {
				put.tableName(this.table.name())
					.item(days.attributes())
					.conditionExpression(before.isPresent() ? "#until = :before" : "attribute_not_exists(#until)")
					.expressionAttributeNames(Map.of("#until", MessageDayItem.UNTIL));
				before.ifPresent((value) -> put.expressionAttributeValues(Map.of(":before", value)));
			});
		}
		catch (ConditionalCheckFailedException _) {
			// Nothing is to be done.
		}
	}

	private static Optional<MessageId> id(Map<String, AttributeValue> item) {
		return MessageId.parse(Objects.requireNonNull(item.get(BoardTable.SORT_KEY)).s());
	}

	private static LocalDate day(Instant moment) {
		return LocalDate.ofInstant(moment, ZoneOffset.UTC);
	}

}
