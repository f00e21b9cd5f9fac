package dev.visitorboard.dynamodb;

import java.util.Map;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The one table with its two key attributes, for the repositories of all features.
public final class BoardTable {

	private static final Logger logger = LoggerFactory.getLogger(BoardTable.class);

	public static final String PARTITION_KEY = "pk";

	public static final String SORT_KEY = "sk";

	/// After this time, in seconds since 1970, the table forgets an item by itself.
	public static final String EXPIRY = "expiresAt";

	private final String name;

	private final DynamoDbEnhancedClient client;

	public BoardTable(String name, DynamoDbEnhancedClient client) {
		this.name = name;
		this.client = client;
	}

	public String name() {
		return this.name;
	}

	/// The table seen through one feature's schema.
	public <T> DynamoDbTable<T> as(TableSchema<T> schema) {
		return this.client.table(this.name, schema);
	}

	public static Map<String, AttributeValue> key(String partition, String sort) {
		return Map.of(PARTITION_KEY, AttributeValue.fromS(partition), SORT_KEY, AttributeValue.fromS(sort));
	}

	/// Runs a call and reports every failure of it as [StoreUnavailableException],
	/// whatever layer it came from: a timeout surfaces as an interrupt, an aborted or a
	/// closed connection alike.
	public static <T> T answered(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (CircuitBreaker.OpenException ex) {
			throw new StoreUnavailableException(ex);
		}
		catch (SdkException ex) {
			logger.warn("A call to DynamoDB failed: {}", ex.getMessage());
			throw new StoreUnavailableException(ex);
		}
	}

	/// As [#answered], for a caller that logs a failure in its own time.
	public static <T> T quietly(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (SdkException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

}
