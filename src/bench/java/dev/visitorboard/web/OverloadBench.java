package dev.visitorboard.web;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntFunction;

import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.web.OpenLoop.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Three times what an instance can do, against the best it can do: `mvn verify -Pbench`. Prints the tables of
/// `src/docs/reliability.md`.
///
/// Posts wait for DynamoDB, which is made slow here, so that the slots are what runs out. Kept pages wait for nothing,
/// so that the processor is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadBench {

	private static final Duration TIME = Duration.ofSeconds(10);

	private static final Duration SLOW_DYNAMODB = Duration.ofMillis(200);

	private static final int SLOTS = 100;

	/// Slots by latency, less what the way there and back takes.
	private static final int POSTS_A_SECOND = 400;

	private LocalDynamoDb dynamoDb;

	private FaultProxy proxy;

	private ServerProcess server;

	private URI board;

	@BeforeAll
	void start() throws Exception {
		this.dynamoDb = LocalDynamoDb.inMemory();
		LocalDynamoDb.createTable(this.dynamoDb.endpoint(), "visitor-board");
		this.proxy = FaultProxy.inFrontOf(this.dynamoDb.endpoint());
		this.server = ServerProcess.board(this.proxy.endpoint(), "visitor-board", "--board.web.max-in-flight=" + SLOTS);
		this.board = this.server.uri();
		// Warm, so that the first row is not the slowest for that alone.
		new OpenLoop(this.board, OverloadBench::page).runClosed(64, TIME.multipliedBy(2));
		new OpenLoop(this.board, OverloadBench::post).run(POSTS_A_SECOND, TIME);
	}

	@AfterAll
	void stop() throws Exception {
		this.server.close();
		this.proxy.close();
		this.dynamoDb.close();
	}

	@Test
	void posts() throws Exception {
		this.proxy.plan(FaultPlan.onlyFor("TransactWriteItems", FaultPlan.always(Fault.PASS)).delayedBy(SLOW_DYNAMODB));
		System.out.printf("%n| posts a second | stored | refused | no answer | p99 stored | p99 refused | probes | slowest probe |%n"
				+ "|---|---|---|---|---|---|---|---|%n");
		for (int times : new int[] { 1, 3, 6 }) {
			row(times + " × " + POSTS_A_SECOND, OverloadBench::post,
					(load) -> load.run(times * POSTS_A_SECOND, TIME));
		}
		this.proxy.heal();
	}

	@Test
	void olderPages() throws Exception {
		this.proxy.plan(FaultPlan.onlyFor("Query", FaultPlan.always(Fault.PASS)).delayedBy(Duration.ofMillis(450)));
		System.out.printf("%n| newest page, queries take 450 ms | served | refused | no answer | p99 served | p99 refused | probes | slowest probe |%n"
				+ "|---|---|---|---|---|---|---|---|%n");
		row("alone", OverloadBench::page, (load) -> load.run(20, TIME));
		Thread strangers = Thread.ofVirtual().start(() -> {
			try {
				new OpenLoop(this.board, OverloadBench::olderPage).run(100, TIME.plusSeconds(1));
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
		row("beside 100 older pages a second", OverloadBench::page, (load) -> load.run(20, TIME));
		strangers.join();
		this.proxy.heal();
	}

	@Test
	void outage() throws Exception {
		this.proxy.plan(FaultPlan.always(Fault.BLACK_HOLE));
		System.out.printf("%n| without DynamoDB | taken | refused | no answer | p99 taken | p99 refused | probes | slowest probe |%n"
				+ "|---|---|---|---|---|---|---|---|%n");
		row("20 posts a second", OverloadBench::post, (load) -> load.run(20, TIME));
		row("20 visits a second", OverloadBench::visit, (load) -> load.run(20, TIME));
		this.proxy.heal();
	}

	@Test
	void pages() throws Exception {
		System.out.printf("%n| page callers | served | refused | no answer | p99 served | p99 refused | probes | slowest probe |%n"
				+ "|---|---|---|---|---|---|---|---|%n");
		for (int callers : new int[] { 64, 192, 1_000 }) {
			row(Integer.toString(callers), OverloadBench::page, (load) -> load.runClosed(callers, TIME));
		}
	}

	private void row(String name, IntFunction<String> request, Run run) throws Exception {
		OpenLoop probes = new OpenLoop(this.board, (_) -> get("/actuator/health/readiness"));
		Result[] probed = new Result[1];
		Thread prober = Thread.ofVirtual().start(() -> {
			try {
				probed[0] = probes.run(5, TIME);
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
		Result result = run.on(new OpenLoop(this.board, request));
		prober.join();
		System.out.printf("| %s | %.0f/s | %.0f/s | %d | %.0f ms | %.0f ms | %.0f%% | %.0f ms |%n", name,
				result.perSecond(true), result.perSecond(false), result.failures(), result.percentile(true, 0.99),
				result.percentile(false, 0.99), 100 * probed[0].perSecond(true) * probed[0].seconds() / 50,
				probed[0].percentile(true, 1));
	}

	private static String post(int number) {
		String body = "message=" + UUID.randomUUID();
		return "POST / HTTP/1.1\r\nHost: board\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body;
	}

	/// Each with a cursor of its own.
	private static String olderPage(int number) {
		return get("/messages?before=01a1fd94-81c6-7000-8000-%012x".formatted(number));
	}

	private static String visit(int number) {
		return "POST /count HTTP/1.1\r\nHost: board\r\nContent-Length: 0\r\n\r\n";
	}

	private static String page(int number) {
		return get("/");
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: board\r\n\r\n";
	}

	private interface Run {

		Result on(OpenLoop load) throws InterruptedException;

	}

}
