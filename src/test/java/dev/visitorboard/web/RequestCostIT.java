package dev.visitorboard.web;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.KeptConnection;
import dev.visitorboard.testing.QueryCounter;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What requests may cost, in memory and in calls to the table. One thread of the operating system serves them all, since
/// the JVM counts what such a thread allocates.
@BoardTest({ "spring.threads.virtual.enabled=false", "server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1",
		"board.posting.per-minute=10" })
record RequestCostIT(RunningBoard board) {

	private static final int REQUESTS = 1_000;

	/// About one and a half times what they allocate. To render the page takes a hundred
	/// times as much.
	@ParameterizedTest
	@CsvSource({ "/, text/html, 20000", "/actuator/health/readiness, */*, 70000",
			"/actuator/health/liveness, */*, 70000" })
	void aRequestAllocatesLittle(String path, String accept, long most) throws IOException {
		String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n".formatted(path, accept);
		try (KeptConnection connection = new KeptConnection(this.board.uri("/"))) {
			ask(connection, request);
			long before = allocated();
			ask(connection, request);
			assertThat((allocated() - before) / REQUESTS).isPositive().isLessThan(most);
		}
	}

	@Test
	void theTableIsAskedOnlyForWhatIsNew() {
		QueryCounter calls = this.board.queries();
		// Right after the start the history is recorded.
		await().until(() -> calls.sent("PutItemRequest") > 0);
		Map<String, Integer> before = sent(calls);
		long begun = System.nanoTime();
		Http.postJson(this.board.uri("/messages"), "{\"message\": \"What does this cost?\"}");
		for (int i = 0; i < 5; i++) {
			Http.send("POST", this.board.uri("/count"), "");
			Http.get(this.board.uri("/count"));
			Http.get(this.board.uri("/actuator/health/readiness"));
			for (int reader = 0; reader < 10; reader++) {
				assertThat(Http.get(this.board.uri("/"), "Accept", "text/html").statusCode()).isEqualTo(200);
			}
		}
		int snapshots = (int) ((System.nanoTime() - begun) / 1e9 / 0.8) + 2;
		Map<String, Integer> after = sent(calls);
		after.replaceAll((call, count) -> count - before.getOrDefault(call, 0));
		assertThat(after).containsEntry("TransactWriteItemsRequest", 1)
			.as("one for each visit, and one for the rate limit")
			.containsEntry("UpdateItemRequest", 5 + 1)
			.containsEntry("ScanRequest", 0);
		assertThat(after.get("GetItemRequest")).as("one for each count").isBetween(5, 5 + snapshots);
		assertThat(after.get("QueryRequest")).as("four partitions, and the history").isBetween(1, 4 * snapshots + 1);
	}

	private static Map<String, Integer> sent(QueryCounter calls) {
		Map<String, Integer> sent = new TreeMap<>();
		Stream.of("TransactWriteItemsRequest", "UpdateItemRequest", "GetItemRequest", "QueryRequest", "ScanRequest")
			.forEach((call) -> sent.put(call, calls.sent(call)));
		return sent;
	}

	private static void ask(KeptConnection connection, String request) throws IOException {
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(connection.exchange(request)).isEqualTo(200);
		}
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().matches("http-nio-.*-exec-\\d+"))
			.mapToLong((thread) -> threads.getThreadAllocatedBytes(thread.threadId()))
			.sum();
	}

}
