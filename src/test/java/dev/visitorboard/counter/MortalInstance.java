package dev.visitorboard.counter;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.testing.LocalDynamoDb;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Lanes with a connection of their own, as one process has them, that can be killed in the middle of a batch.
final class MortalInstance {

	private static final int LANES = 2;

	private final VisitQueue queue = new VisitQueue();

	private final List<Lane> lanes = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final DynamoDbClient client;

	private final CounterRepository repository;

	private final Ticker ticker = new Ticker() {

		@Override
		public long nanos() {
			return System.nanoTime();
		}

		@Override
		public void sleep(Duration time) throws InterruptedException {
			if (MortalInstance.this.killed) {
				throw new InterruptedException();
			}
			Thread.sleep(time);
		}

	};

	private volatile boolean open = true;

	private volatile boolean killed;

	MortalInstance(URI dynamoDb, String table) {
		this.client = DynamoDbClient.builder()
			.endpointOverride(dynamoDb)
			.region(Region.of("local"))
			.credentialsProvider(LocalDynamoDb.credentials())
			.httpClientBuilder(Apache5HttpClient.builder())
			.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
				.apiCallAttemptTimeout(Duration.ofSeconds(1)))
			.build();
		this.repository = repository(this.client, table);
		Pace pace = new Pace(System::nanoTime);
		for (int i = 0; i < LANES; i++) {
			Lane lane = new Lane(this.repository, this.queue, pace.ofLane(i == 0), new CircuitBreaker(System::nanoTime),
					new CounterMetrics(new SimpleMeterRegistry()), this.ticker);
			this.lanes.add(lane);
			this.threads.add(Thread.ofVirtual().start(lane));
		}
	}

	static CounterRepository repository(DynamoDbClient client, String table) {
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
		return new CounterRepository(client, client, new BoardTable(table, enhanced));
	}

	/// Counts one visit and writes down what the visitor was told.
	void visit(CountedVisits visits, Duration patience) {
		long askedAt = System.nanoTime();
		Visit visit = this.queue.join();
		if (visit == null) {
			return;
		}
		try {
			long number = visit.number(patience);
			visits.acknowledged(number, askedAt, System.nanoTime());
		}
		catch (TimeoutException | ExecutionException _) {
			if (!this.queue.withdraw(visit)) {
				visits.unacknowledged();
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			visits.unacknowledged();
		}
	}

	Set<String> writers() {
		return this.lanes.stream().map(Lane::writer).collect(Collectors.toSet());
	}

	boolean isOpen() {
		return this.open;
	}

	/// As kill -9 does: nothing is flushed, and what is on the wire may still arrive.
	void kill() {
		this.open = false;
		this.killed = true;
		this.threads.forEach(Thread::interrupt);
		this.queue.close();
	}

	/// As a planned stop does.
	void stop() throws InterruptedException {
		this.open = false;
		this.queue.close();
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	void close() {
		this.client.close();
	}

}
