package dev.visitorboard.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import constant.PlainAdd;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Visits and posts over HTTP, beside the obvious way and beside the engine alone:
/// `mvn verify -Pbench -Dit.test=WritesBench`. Prints the tables of `src/docs/benchmarks.md`.
class WritesBench {

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final Duration TIME = Duration.ofSeconds(5);

	private static final int CALLERS = 64;

	/// A second.
	private static final int SENT = 100;

	private static final String TABLE = "visitor-board";

	@Test
	void besideTheObviousWayAndTheEngine() throws Exception {
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			LocalDynamoDb.createTable(dynamoDb.endpoint(), TABLE);
			try (ServerProcess board = ServerProcess.board(dynamoDb.endpoint(), TABLE);
					ServerProcess plain = ServerProcess.of(PlainAdd.class, "--endpoint=" + dynamoDb.endpoint(),
							"--table=" + TABLE);
					DynamoDbClient client = LocalDynamoDb.client(dynamoDb.endpoint())) {
				answered(board.uri(), WritesBench::visit, TIME);
				answered(plain.uri(), WritesBench::visit, TIME);
				answered(board.uri(), WritesBench::post, TIME);
				stored(client, TIME);
				System.out.printf("%n| %d callers | visits, one ADD each | visits to the board | ratio | posts by the engine alone | posts to the board | ratio |%n|---|---|---|---|---|---|---|%n",
						CALLERS);
				for (int round = 1; round <= ROUNDS; round++) {
					double adds = answered(plain.uri(), WritesBench::visit, TIME);
					double visits = answered(board.uri(), WritesBench::visit, TIME);
					double engine = stored(client, TIME);
					double posts = answered(board.uri(), WritesBench::post, TIME);
					System.out.printf("| round %d | %,.0f/s | %,.0f/s | %.1f | %,.0f/s | %,.0f/s | %.2f |%n", round, adds,
							visits, visits / adds, engine, posts, posts / engine);
				}
			}
		}
	}

	/// The engine itself answers everything that is sent, however late.
	@Test
	void againstASlowEngine() throws Exception {
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();
				FaultProxy proxy = FaultProxy.inFrontOf(dynamoDb.endpoint())) {
			LocalDynamoDb.createTable(dynamoDb.endpoint(), TABLE);
			try (ServerProcess board = ServerProcess.board(proxy.endpoint(), TABLE)) {
				answered(board.uri(), WritesBench::visit, TIME);
				answered(board.uri(), WritesBench::post, TIME);
				System.out.printf("%n| a call takes | sent | posts stored | ratio | visits counted | ratio |%n|---|---|---|---|---|---|%n");
				for (int millis : new int[] { 100, 300, 600 }) {
					proxy.plan(FaultPlan.always(Fault.PASS).delayedBy(Duration.ofMillis(millis)));
					double posts = sent(board.uri(), WritesBench::post);
					double visits = sent(board.uri(), WritesBench::visit);
					System.out.printf("| %d ms | %d/s | %.0f/s | %.2f | %.0f/s | %.2f |%n", millis, SENT, posts, posts / SENT,
							visits, visits / SENT);
					proxy.heal();
					Thread.sleep(TIME);
				}
			}
		}
	}

	private static double answered(URI server, IntFunction<String> request, Duration time) throws InterruptedException {
		return new OpenLoop(server, request).runClosed(CALLERS, time).perSecond(true);
	}

	/// As visitors come, who do not wait for each other.
	private static double sent(URI server, IntFunction<String> request) throws InterruptedException {
		return new OpenLoop(server, request).run(SENT, TIME.multipliedBy(2)).perSecond(true);
	}

	/// Posts as the board stores them, from as many threads, in this process.
	private static double stored(DynamoDbClient client, Duration time) throws Exception {
		long begun = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Long>> callers = IntStream.range(0, CALLERS)
				.mapToObj((_) -> threads.submit(() -> Stream.generate(() -> store(client))
					.takeWhile((_) -> System.nanoTime() - begun < time.toNanos())
					.count()))
				.toList();
			long stored = 0;
			for (Future<Long> caller : callers) {
				stored += caller.get();
			}
			return stored / ((System.nanoTime() - begun) / 1e9);
		}
	}

	private static String store(DynamoDbClient client) {
		String id = UUID.randomUUID().toString();
		Put put = Put.builder()
			.tableName(TABLE)
			.item(Map.of("pk", AttributeValue.fromS("ENGINE#" + id.hashCode() % 4), "sk", AttributeValue.fromS(id), "text",
					AttributeValue.fromS(id), "instance", AttributeValue.fromS("i-1")))
			.build();
		client.transactWriteItems((write) -> write.clientRequestToken(id)
			.transactItems(TransactWriteItem.builder().put(put).build()));
		return id;
	}

	private static String visit(int number) {
		return "POST /count HTTP/1.1\r\nHost: board\r\nContent-Length: 0\r\n\r\n";
	}

	private static String post(int number) {
		String body = "{\"message\":\"" + UUID.randomUUID() + "\"}";
		return "POST /messages HTTP/1.1\r\nHost: board\r\nContent-Type: application/json\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body;
	}

}
