package dev.visitorboard.counter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.SlotGone;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// The counter's one item: the count `n`, and for each writer a slot, an attribute with the last number issued to it.
/// Since the count only grows, a slot is the sequence number of its writer's batches, and a batch is written on the
/// condition that it comes next. So a batch that is sent or delivered twice is counted once.
@Repository
class CounterRepository {

	private static final Logger logger = LoggerFactory.getLogger(CounterRepository.class);

	static final String PARTITION = "COUNTER#visitors";

	private static final String TOTAL = "TOTAL";

	private static final Map<String, AttributeValue> KEY = BoardTable.key(PARTITION, TOTAL);

	private static final String COUNT = "n";

	private static final String SLOT_PREFIX = "w";

	private static final Set<String> THROTTLING = Set.of("ProvisionedThroughputExceededException",
			"ThrottlingException", "RequestLimitExceeded");

	private final DynamoDbClient reader;

	private final DynamoDbClient writer;

	private final BoardTable table;

	/// @param writer makes a single attempt, since the lane sends again and only one
	/// layer should
	CounterRepository(DynamoDbClient reader, @Qualifier("singleAttempt") DynamoDbClient writer, BoardTable table) {
		this.reader = reader;
		this.writer = writer;
		this.table = table;
	}

	/// @throws StoreUnavailableException also where the count is no number: any that
	/// stood in for it would be wrong
	long total() {
		Map<String, AttributeValue> item = item();
		Long count = number(item, COUNT);
		if (count == null && item.containsKey(COUNT)) {
			LeftOut.tell(PARTITION, TOTAL);
			throw new StoreUnavailableException(new NumberFormatException("the count is no number"));
		}
		return (count != null) ? count : 0;
	}

	/// The slots of all writers and the last number of each. What holds no number is no
	/// slot.
	Map<String, Long> slots() {
		Map<String, AttributeValue> item = item();
		Map<String, Long> slots = new HashMap<>();
		for (String name : item.keySet()) {
			Long last = name.startsWith(SLOT_PREFIX) ? number(item, name) : null;
			if (last != null) {
				slots.put(name, last);
			}
		}
		return slots;
	}

	/// Opens a slot without counting. A writer does so before its first batch: were the
	/// batch itself to open the slot, a copy of it that is delivered after the slot was
	/// removed would count again.
	CommitOutcome claim(String slot) {
		return attempt(slot,
				(update) -> update.updateExpression("SET #w = if_not_exists(#n, :zero)")
					.conditionExpression("attribute_not_exists(#w)")
					.expressionAttributeNames(Map.of("#w", slot, "#n", COUNT))
					.expressionAttributeValues(Map.of(":zero", AttributeValue.fromN("0"))));
	}

	/// Counts a batch, unless that was done already.
	/// @param previous the last number issued to this slot
	CommitOutcome commit(String slot, long previous, int visits) {
		CommitOutcome outcome = attempt(slot,
				(update) -> update
					.updateExpression("SET #n = if_not_exists(#n, :zero) + :k, #w = if_not_exists(#n, :zero) + :k")
					.conditionExpression("#w = :previous")
					.expressionAttributeNames(Map.of("#w", slot, "#n", COUNT))
					.expressionAttributeValues(Map.of(":zero", AttributeValue.fromN("0"), ":k",
							AttributeValue.fromN(Integer.toString(visits)), ":previous",
							AttributeValue.fromN(Long.toString(previous)))));
		// A slot only moves back where the table was restored to a moment before, and
		// then this batch is not in it.
		return (outcome instanceof Committed committed && committed.end() < previous + visits) ? new SlotGone()
				: outcome;
	}

	/// Removes a slot that has not moved since.
	/// @return whether it is gone now
	boolean remove(String slot, long seen) {
		return BoardTable.answered(() -> {
			try {
				this.writer.updateItem((update) -> update.tableName(this.table.name())
					.key(KEY)
					.updateExpression("REMOVE #w")
					.conditionExpression("attribute_not_exists(#w) OR #w = :seen")
					.expressionAttributeNames(Map.of("#w", slot))
					.expressionAttributeValues(Map.of(":seen", AttributeValue.fromN(Long.toString(seen)))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private CommitOutcome attempt(String slot, Consumer<UpdateItemRequest.Builder> expressions) {
		try {
			Map<String, AttributeValue> updated = this.writer.updateItem((update) -> {
				update.tableName(this.table.name())
					.key(KEY)
					.returnValues(ReturnValue.UPDATED_NEW)
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
				expressions.accept(update);
			}).attributes();
			Long end = number(updated, slot);
			return (end != null) ? new Committed(end, false) : new Unknown();
		}
		catch (ConditionalCheckFailedException ex) {
			Long end = ex.hasItem() ? number(ex.item(), slot) : null;
			return (end != null) ? new Committed(end, true) : new SlotGone();
		}
		catch (SdkException ex) {
			logger.warn("A write to the counter got no clear answer: {}", ex.getMessage());
			return isThrottling(ex) ? new Throttled() : new Unknown();
		}
	}

	private static boolean isThrottling(SdkException failure) {
		return failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null
				&& THROTTLING.contains(refused.awsErrorDetails().errorCode());
	}

	private Map<String, AttributeValue> item() {
		return BoardTable
			.answered(() -> this.reader.getItem((get) -> get.tableName(this.table.name()).key(KEY).consistentRead(true))
				.item());
	}

	/// Null where there is none, and where it is no whole number.
	private static @Nullable Long number(Map<String, AttributeValue> item, String attribute) {
		AttributeValue value = item.get(attribute);
		try {
			return (value != null) ? Long.valueOf(value.n()) : null;
		}
		catch (NumberFormatException _) {
			return null;
		}
	}

}
