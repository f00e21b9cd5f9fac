package dev.visitorboard.testing.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.Patience;
import dev.visitorboard.testing.RunningBoard;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// An item in a table of its own that a plain `ADD` counts in, so that each write shows.
final class CounterBehindProxy implements AutoCloseable {

	/// A busy build machine is no outage.
	private static final Duration PATIENCE = Patience.LONGEST;

	private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("FAULTS"), "sk",
			AttributeValue.fromS("TOTAL"));

	private final String table = RunningBoard.newTable();

	private final DynamoDbClient direct = LocalDynamoDb.client(DynamoDbEngine.endpoint());

	private final DynamoDbClient client;

	CounterBehindProxy(URI proxy) {
		this.client = DynamoDbClient.builder()
			.endpointOverride(proxy)
			.region(Region.of("local"))
			.credentialsProvider(LocalDynamoDb.credentials())
			.httpClientBuilder(Apache5HttpClient.builder())
			.overrideConfiguration(
					(override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallAttemptTimeout(PATIENCE))
			.build();
		// So that no test times the first call of all, which loads classes and opens the
		// table.
		written();
	}

	/// Through the proxy, in one attempt.
	long increment() {
		return incrementWithin(PATIENCE);
	}

	long incrementWithin(Duration patience) {
		return count(this.client
			.updateItem((update) -> update.tableName(this.table)
				.key(KEY)
				.updateExpression("ADD n :one")
				.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
				.returnValues(ReturnValue.UPDATED_NEW)
				.overrideConfiguration((override) -> override.apiCallAttemptTimeout(patience)))
			.attributes());
	}

	/// How many of that many increments, several at a time, were answered.
	int answeredOf(int increments) throws InterruptedException {
		List<Callable<Long>> calls = IntStream.range(0, increments)
			.mapToObj((_) -> (Callable<Long>) this::increment)
			.toList();
		try (ExecutorService visitors = Executors.newFixedThreadPool(8)) {
			return (int) visitors.invokeAll(calls)
				.stream()
				.filter((call) -> call.state() == Future.State.SUCCESS)
				.count();
		}
	}

	/// Through the proxy.
	long read() {
		return read(this.client);
	}

	/// Past the proxy.
	long written() {
		return read(this.direct);
	}

	private long read(DynamoDbClient through) {
		return count(through.getItem((get) -> get.tableName(this.table).key(KEY).consistentRead(true)).item());
	}

	private static long count(Map<String, AttributeValue> item) {
		AttributeValue count = item.get("n");
		return (count != null) ? Long.parseLong(count.n()) : 0;
	}

	@Override
	public void close() {
		this.client.close();
		this.direct.close();
	}

}
