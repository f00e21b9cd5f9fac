package dev.visitorboard.counter.item;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.visitorboard.dynamodb.BoardTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The counter's one item: the count `n`, and for each writer an attribute `w…` with the last number issued to it. Here are
/// all requests that read or write it, and what their answers mean.
///
/// There are two ways to count, and they mix: each write takes a range of numbers of its own. A writer with a slot may
/// send its batch again, since the condition lets it count once. A writer without one sends once.
public final class CounterItem {

	public static final String PARTITION = "COUNTER#visitors";

	public static final String SORT = "TOTAL";

	private static final String COUNT = "n";

	private static final String WRITER_PREFIX = "w";

	// The names are constants, so that no other class of that package is needed here.
	private static final Map<String, AttributeValue> KEY = Map.of(BoardTable.PARTITION_KEY,
			AttributeValue.fromS(PARTITION), BoardTable.SORT_KEY, AttributeValue.fromS(SORT));

	private static final Set<String> THROTTLING = Set.of("ProvisionedThroughputExceededException",
			"ThrottlingException", "RequestLimitExceeded");

	private CounterItem() {
	}

	/// The name of a writer's attribute.
	public static String writer(String name) {
		return WRITER_PREFIX + name;
	}

	/// Sees every visit that was answered before.
	public static GetItemRequest read(String table) {
		return GetItemRequest.builder().tableName(table).key(KEY).consistentRead(true).build();
	}

	/// Counts visits without a slot. Sent twice, it counts twice.
	public static UpdateItemRequest add(String table, int visits) {
		return UpdateItemRequest.builder()
			.tableName(table)
			.key(KEY)
			.updateExpression("ADD #n :k")
			.expressionAttributeNames(Map.of("#n", COUNT))
			.expressionAttributeValues(Map.of(":k", number(visits)))
			.returnValues(ReturnValue.UPDATED_NEW)
			.build();
	}

	/// Adds a writer and counts nothing. That comes before its first batch: if a batch
	/// added its writer, a copy of it that is delivered after the writer was removed
	/// would count again.
	public static UpdateItemRequest register(String table, String writer) {
		return conditional(table).updateExpression("SET #w = if_not_exists(#n, :zero)")
			.conditionExpression("attribute_not_exists(#w)")
			.expressionAttributeNames(Map.of("#w", writer, "#n", COUNT))
			.expressionAttributeValues(Map.of(":zero", number(0)))
			.build();
	}

	/// Counts the batch of a writer, unless that was done already.
	/// @param previous the last number issued to this writer
	public static UpdateItemRequest commit(String table, String writer, long previous, int visits) {
		return conditional(table)
			.updateExpression("SET #n = if_not_exists(#n, :zero) + :k, #w = if_not_exists(#n, :zero) + :k")
			.conditionExpression("#w = :previous")
			.expressionAttributeNames(Map.of("#w", writer, "#n", COUNT))
			.expressionAttributeValues(Map.of(":zero", number(0), ":k", number(visits), ":previous", number(previous)))
			.build();
	}

	/// Removes a writer whose last number is still the one that was seen.
	public static UpdateItemRequest remove(String table, String writer, long seen) {
		return UpdateItemRequest.builder()
			.tableName(table)
			.key(KEY)
			.updateExpression("REMOVE #w")
			.conditionExpression("attribute_not_exists(#w) OR #w = :seen")
			.expressionAttributeNames(Map.of("#w", writer))
			.expressionAttributeValues(Map.of(":seen", number(seen)))
			.build();
	}

	private static UpdateItemRequest.Builder conditional(String table) {
		return UpdateItemRequest.builder()
			.tableName(table)
			.key(KEY)
			.returnValues(ReturnValue.UPDATED_NEW)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
	}

	/// The count of an item that was read or written; 0 before the first visit.
	/// @throws NumberFormatException where it is no whole number: any that stood in for
	/// it would be wrong
	public static long total(Map<String, AttributeValue> item) {
		Long count = last(item, COUNT);
		if (count == null && item.containsKey(COUNT)) {
			throw new NumberFormatException("the count is no number");
		}
		return (count != null) ? count : 0;
	}

	/// The last number that [#add] has issued.
	/// @param updated the answer to it
	/// @throws NumberFormatException where it has issued none
	public static long issued(Map<String, AttributeValue> updated) {
		Long number = last(updated, COUNT);
		if (number == null) {
			throw new NumberFormatException("no number was issued");
		}
		return number;
	}

	/// All writers, and the last number of each. What holds no number is no writer.
	public static Map<String, Long> writers(Map<String, AttributeValue> item) {
		Map<String, Long> writers = new HashMap<>();
		for (String name : item.keySet()) {
			Long last = name.startsWith(WRITER_PREFIX) ? last(item, name) : null;
			if (last != null) {
				writers.put(name, last);
			}
		}
		return writers;
	}

	/// The last number of one writer. Null where there is none, and where it is no whole
	/// number.
	public static @Nullable Long last(Map<String, AttributeValue> item, String writer) {
		AttributeValue value = item.get(writer);
		try {
			return (value != null) ? Long.valueOf(value.n()) : null;
		}
		catch (NumberFormatException _) {
			return null;
		}
	}

	/// Whether DynamoDB took more writes on the item than it allows, so that this one
	/// did not happen.
	public static boolean isThrottling(SdkException failure) {
		return failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null
				&& THROTTLING.contains(refused.awsErrorDetails().errorCode());
	}

	private static AttributeValue number(long number) {
		return AttributeValue.fromN(Long.toString(number));
	}

}
