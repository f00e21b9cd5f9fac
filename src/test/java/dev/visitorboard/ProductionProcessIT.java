package dev.visitorboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.faults.Fate;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The production jar as a process: what it logs, and how it leaves.
@ExtendWith(DynamoDbEngine.class)
@Order(2)
@BesideOthers
class ProductionProcessIT {

	private static final String TRACE = "1-67891233-abcdef012345678912345678";

	private static final Duration DRAIN = Duration.ofSeconds(5);

	private FaultProxy dynamoDb;

	@SuppressWarnings("NullAway.Init")
	private JavaProcess process;

	@SuppressWarnings("NullAway.Init")
	private URI board;

	@BeforeEach
	void startDynamoDb() throws IOException {
		this.dynamoDb = FaultProxy.inFrontOf(DynamoDbEngine.endpoint());
	}

	/// @param more variables of its environment
	private void start(Map<String, String> more) {
		Map<String, String> environment = JavaProcess.environment("i-1", RunningBoard.newTable(),
				this.dynamoDb.endpoint());
		environment.put("DRAIN_TIME", DRAIN.toSeconds() + "s");
		environment.putAll(more);
		this.process = JavaProcess.ofProductionJar(environment);
		this.board = this.process.awaitReadyBoard();
	}

	@AfterEach
	void stop() throws Exception {
		this.process.close();
		this.dynamoDb.close();
	}

	@Test
	void eachRequestIsOneLineOfJsonWithItsIdAndNothingThatAVisitorTyped() {
		start(JavaProcess.UNHURRIED);
		HttpResponse<String> post = Http.postForm(this.board.resolve("/?secret=query"), "secret\nforged ERROR",
				"secret", "X-Amzn-Trace-Id", "Root=" + TRACE, "X-Forwarded-For", "6.6.6.6, 203.0.113.7", "User-Agent",
				"x".repeat(150), "Cookie", "visitor=secret");
		assertThat(post.statusCode()).isEqualTo(303);
		assertThat(post.headers().firstValue("X-Request-Id")).contains(TRACE);
		String line = this.process.awaitLine("\"method\":\"POST\"");
		assertThat((String) JsonPath.read(line, "$.http.request.id")).isEqualTo(TRACE);
		assertThat((String) JsonPath.read(line, "$.http.route")).isEqualTo("/");
		assertThat((Integer) JsonPath.read(line, "$.http.response.status_code")).isEqualTo(303);
		assertThat((Integer) JsonPath.read(line, "$.http.response.bytes")).isZero();
		assertThat(((Number) JsonPath.read(line, "$.event.duration")).longValue()).isPositive();
		assertThat((String) JsonPath.read(line, "$.client.address")).isEqualTo("203.0.113.7");
		assertThat((String) JsonPath.read(line, "$.user_agent.original")).isEqualTo("x".repeat(100));

		Http.get(this.board.resolve("/messages/secret"), "User-Agent", "secret", "X-Forwarded-For", "6.6.6.6",
				"X-Forwarded-For", "6.6.6.6, 10.0.0.9");
		String missing = this.process.awaitLine("/messages/{id}");
		assertThat((Integer) JsonPath.read(missing, "$.http.response.status_code")).isEqualTo(404);
		assertThat((Integer) JsonPath.read(missing, "$.http.response.bytes")).isPositive();
		assertThat((String) JsonPath.read(missing, "$.client.address")).isEqualTo("10.0.0.9");
		assertThat(Http.getRaw(this.board, "/secret%00")).contains("400", "X-Request-Id", "Content-Security-Policy");
		this.process.awaitLine("GET none 400");

		assertThat(this.process.out()).allMatch((each) -> each.startsWith("{") && each.endsWith("}"));
		assertThat(this.process.out()).filteredOn((each) -> each.contains("secret")).singleElement().isEqualTo(missing);
		assertThat(this.process.err()).isEmpty();
	}

	@Test
	void whatIsLoggedForARequestOnAnotherThreadHasItsIdToo() {
		start(JavaProcess.UNHURRIED);
		this.dynamoDb.plan(FaultPlan.onlyFor("Query", FaultPlan.always(Fault.INTERNAL_ERROR)));
		Http.get(this.board.resolve("/messages"), "X-Amzn-Trace-Id", "Root=" + TRACE);
		// The reading of the fleet fails too, and is no request's.
		await().untilAsserted(() -> assertThat(this.process.out())
			.filteredOn((line) -> line.contains("A call to DynamoDB failed") && line.contains(TRACE))
			.isNotEmpty()
			.allSatisfy(
					(warning) -> assertThat((String) JsonPath.read(warning, "$.http.request.id")).isEqualTo(TRACE)));
	}

	@Test
	void aPlannedStopServesWhileItDrainsAndFinishes() {
		start(JavaProcess.UNHURRIED);
		this.dynamoDb
			.plan(FaultPlan.onlyFor("UpdateItem", FaultPlan.always(Fault.PASS)).delayedBy(Duration.ofMillis(100)));
		long asked = System.nanoTime();
		CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(this.process::terminate);
		await().untilAsserted(() -> assertThat(Http.get(this.board.resolve("/actuator/health/readiness")).statusCode())
			.isEqualTo(503));
		assertThat(Http.get(this.board.resolve("/actuator/health/liveness")).statusCode()).isEqualTo(200);
		List<HttpResponse<String>> served = List.of(Http.get(this.board), Http.get(this.board.resolve("/count")),
				Http.send("POST", this.board.resolve("/count"), ""));
		assertThat(served).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Connection")).contains("close");
		});
		assertThat(exit.join()).isEqualTo(JavaProcess.TERMINATED);
		assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(DRAIN);
		assertThat(this.process.out()).anyMatch((line) -> line.contains("Graceful shutdown complete"));
	}

	@Test
	void evenWithoutItsTableAPlannedStopEnds() {
		start(Map.of());
		this.dynamoDb.plan(FaultPlan.always(Fault.BLACK_HOLE));
		CompletableFuture<HttpResponse<String>> count = CompletableFuture
			.supplyAsync(() -> Http.send("POST", this.board.resolve("/count"), ""));
		await().until(() -> this.dynamoDb.count("UpdateItem", Fate.SWALLOWED) > 0);
		assertThat(this.process.terminate()).isEqualTo(JavaProcess.TERMINATED);
		assertThat(count.join().statusCode()).isEqualTo(503);
	}

}
