package dev.visitorboard.counter;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.counter.item.CounterItem;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/// Reads and writes the [CounterItem]. A writer's last number is the sequence number of its batches, since the count only
/// grows, and a batch is written on the condition that it comes next. So a batch that is sent or delivered twice is counted
/// once.
@Repository
class CounterRepository {

	private static final Logger logger = LoggerFactory.getLogger(CounterRepository.class);

	private static final SecureRandom UNPREDICTABLE = new SecureRandom();

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

	/// @throws StoreUnavailableException also where the count is no number
	long total() {
		try {
			return CounterItem.total(item());
		}
		catch (NumberFormatException ex) {
			LeftOut.tell(CounterItem.PARTITION, CounterItem.SORT);
			throw new StoreUnavailableException(ex);
		}
	}

	/// All writers, and the last number of each.
	Map<String, Long> writers() {
		return CounterItem.writers(item());
	}

	/// A name that no writer ever had. Twelve characters, so that sixty writers fit into
	/// one write unit.
	static String newWriter() {
		byte[] bits = new byte[8];
		UNPREDICTABLE.nextBytes(bits);
		return CounterItem.writer(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
	}

	/// Adds a writer and counts nothing.
	CommitOutcome register(String writer) {
		return attempt(writer, CounterItem.register(this.table.name(), writer));
	}

	/// Counts a batch, unless that was done already.
	/// @param previous the last number issued to this writer
	CommitOutcome commit(String writer, long previous, int visits) {
		CommitOutcome outcome = attempt(writer, CounterItem.commit(this.table.name(), writer, previous, visits));
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
				this.singleAttempt.updateItem(CounterItem.remove(this.table.name(), writer, seen));
				return true;
			}
			catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private CommitOutcome attempt(String writer, UpdateItemRequest write) {
		try {
			Long end = CounterItem.last(this.singleAttempt.updateItem(write).attributes(), writer);
			return (end != null) ? new Committed(end, false) : new Unknown();
		}
		catch (ConditionalCheckFailedException ex) {
			Long end = ex.hasItem() ? CounterItem.last(ex.item(), writer) : null;
			return (end != null) ? new Committed(end, true) : new WriterGone();
		}
		catch (SdkException ex) {
			logger.warn("A write to the counter got no clear answer: {}", ex.getMessage());
			return CounterItem.isThrottling(ex) ? new Throttled() : new Unknown();
		}
	}

	private Map<String, AttributeValue> item() {
		return BoardTable.answered(() -> this.client.getItem(CounterItem.read(this.table.name())).item());
	}

}
