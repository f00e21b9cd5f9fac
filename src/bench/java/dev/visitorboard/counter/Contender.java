package dev.visitorboard.counter;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.testing.LocalDynamoDb;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// One way of counting, as one process does it, with a connection of its own to the table.
final class Contender implements AutoCloseable {

	private final SdkHttpClient http;

	private final DynamoDbClient client;

	private final AtomicLong writes = new AtomicLong();

	private final LongSupplier count;

	private final Runnable stop;

	/// @param lanes of the group commit; 0 for a plain `ADD` for each increment
	/// @param added latency, slept before each call
	Contender(URI dynamoDb, String table, int lanes, Duration added) {
		// Room for every caller, so that plain ADD is not held up by the pool.
		this.http = Apache5HttpClient.builder().maxConnections(600).connectionAcquisitionTimeout(Duration.ofSeconds(5)).build();
		this.client = DynamoDbClient.builder()
			.endpointOverride(dynamoDb)
			.region(Region.of("local"))
			.credentialsProvider(LocalDynamoDb.credentials())
			.httpClient(this.http)
			.overrideConfiguration((override) -> override
				// The lanes repeat by themselves; ADD is left to the SDK, as its users would.
				.retryStrategy((lanes > 0) ? AwsRetryStrategy.doNotRetry() : AwsRetryStrategy.standardRetryStrategy())
				.addExecutionInterceptor(new Wire(added)))
			.build();
		if (lanes == 0) {
			this.count = () -> add(table);
			this.stop = () -> {
			};
			return;
		}
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(this.client).build();
		GroupCommit commit = new GroupCommit(
				new CounterRepository(this.client, this.client, new BoardTable(table, enhanced)),
				new CounterSettings(lanes, Duration.ofSeconds(2)), new CounterMetrics(new SimpleMeterRegistry()),
				new CircuitBreaker(System::nanoTime), System::nanoTime);
		commit.start();
		this.count = commit::count;
		this.stop = commit::stop;
	}

	LongSupplier count() {
		return this.count;
	}

	/// Write requests that were answered with success. Each is one write unit: the item
	/// is smaller than 1 KB.
	long writes() {
		return this.writes.get();
	}

	@Override
	public void close() {
		this.stop.run();
		this.client.close();
		this.http.close();
	}

	private long add(String table) {
		try {
			AttributeValue number = this.client
				.updateItem((update) -> update.tableName(table)
					.key(BoardTable.key("COUNTER#visitors", "TOTAL"))
					.updateExpression("ADD #n :one")
					.expressionAttributeNames(Map.of("#n", "n"))
					.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
					.returnValues(ReturnValue.UPDATED_NEW))
				.attributes()
				.get("n");
			return (number != null) ? Long.parseLong(number.n()) : 0;
		}
		catch (SdkException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	private final class Wire implements ExecutionInterceptor {

		private final Duration added;

		Wire(Duration added) {
			this.added = added;
		}

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			if (this.added.isPositive()) {
				try {
					Thread.sleep(this.added);
				}
				catch (InterruptedException _) {
					Thread.currentThread().interrupt();
				}
			}
		}

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			Contender.this.writes.incrementAndGet();
		}

	}

}
