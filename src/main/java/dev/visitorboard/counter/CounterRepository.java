package dev.visitorboard.counter;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
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

/// The counter's one item: the count `n`, and for each writer an attribute `w…` with the last number issued to it.
/// Since the count only grows, that number is the sequence number of the writer's batches, and a batch is written on
/// the condition that it comes next. So a batch that is sent or delivered twice is counted once.
@Repository
class CounterRepository {

	private static final Logger logger = LoggerFactory.getLogger(CounterRepository.class);

	static final String PARTITION = "COUNTER#visitors";

	private static final String TOTAL = "TOTAL";

	private static final Map<String, AttributeValue> KEY = BoardTable.key(PARTITION, TOTAL);

	private static final String COUNT = "n";

	private static final String WRITER_PREFIX = "w";

	private static final SecureRandom UNPREDICTABLE = new SecureRandom();

	private static final Set<String> THROTTLING = Set.of("ProvisionedThroughputExceededException",
			"ThrottlingException", "RequestLimitExceeded");

	private final DynamoDbClient client;

	private final DynamoDbClient singleAttempt;

	private final BoardTable table;

	/// @param singleAttempt for writes, since the lane sends again and only one layer
	/// should
	CounterRepository(DynamoDbClient client, @Qualifier("singleAttempt") DynamoDbClient singleAttempt,
			BoardTable table) {
		this.client = client;
		this.singleAttempt = singleAttempt;
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

	/// All writers, and the last number of each. What holds no number is no writer.
	Map<String, Long> writers() {
		Map<String, AttributeValue> item = item();
		Map<String, Long> writers = new HashMap<>();
		for (String name : item.keySet()) {
			Long last = name.startsWith(WRITER_PREFIX) ? number(item, name) : null;
			if (last != null) {
				writers.put(name, last);
			}
		}
		return writers;
	}

	/// A name that no writer ever had. Twelve characters, so that sixty writers fit into
	/// one write unit.
	static String newWriter() {
		byte[] bits = new byte[8];
		UNPREDICTABLE.nextBytes(bits);
		return WRITER_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
	}

	/// Adds a writer and counts nothing. That comes before its first batch: if a batch
	/// added its writer, a copy of it that is delivered after the writer was removed
	/// would count again.
	CommitOutcome register(String writer) {
		return attempt(writer,
				(update) -> update.updateExpression("SET #w = if_not_exists(#n, :zero)")
					.conditionExpression("attribute_not_exists(#w)")
					.expressionAttributeNames(Map.of("#w", writer, "#n", COUNT))
					.expressionAttributeValues(Map.of(":zero", Item.number(0))));
	}

	/// Counts a batch, unless that was done already.
	/// @param previous the last number issued to this writer
	CommitOutcome commit(String writer, long previous, int visits) {
		CommitOutcome outcome = attempt(writer, (update) -> update
			.updateExpression("SET #n = if_not_exists(#n, :zero) + :k, #w = if_not_exists(#n, :zero) + :k")
			.conditionExpression("#w = :previous")
			.expressionAttributeNames(Map.of("#w", writer, "#n", COUNT))
			.expressionAttributeValues(
					Map.of(":zero", Item.number(0), ":k", Item.number(visits), ":previous", Item.number(previous))));
		// A last number only moves back where the table was restored to a moment before,
		// and then this batch is not in it.
		return (outcome instanceof Committed committed && committed.end() < previous + visits) ? new WriterGone()
				: outcome;
	}

	/// Removes a writer whose last number is still the one that was seen.
	/// @return whether it is gone now
	boolean remove(String writer, long seen) {
		return BoardTable.answered(() -> {
			try {
				this.singleAttempt.updateItem((update) -> update.tableName(this.table.name())
					.key(KEY)
					.updateExpression("REMOVE #w")
					.conditionExpression("attribute_not_exists(#w) OR #w = :seen")
					.expressionAttributeNames(Map.of("#w", writer))
					.expressionAttributeValues(Map.of(":seen", Item.number(seen))));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private CommitOutcome attempt(String writer, Consumer<UpdateItemRequest.Builder> expressions) {
		try {
			Map<String, AttributeValue> updated = this.singleAttempt.updateItem((update) -> {
				update.tableName(this.table.name())
					.key(KEY)
					.returnValues(ReturnValue.UPDATED_NEW)
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
				expressions.accept(update);
			}).attributes();
			Long end = number(updated, writer);
			return (end != null) ? new Committed(end, false) : new Unknown();
		}
		catch (ConditionalCheckFailedException ex) {
			Long end = ex.hasItem() ? number(ex.item(), writer) : null;
			return (end != null) ? new Committed(end, true) : new WriterGone();
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
			.answered(() -> this.client.getItem((get) -> get.tableName(this.table.name()).key(KEY).consistentRead(true))
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
