package dev.visitorboard.board;

import java.net.http.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.faults.Request;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Older pages whose queries are never answered, more of them than could ever be read.
@BesideOthers
@BoardTest({ "board.dynamodb.attempt-timeout=5m", "board.dynamodb.call-timeout=5m", "board.web.max-in-flight=2000" })
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
record OlderPagesIT(FaultProxy dynamoDb, RunningBoard board) {

	private static final int CURSORS = 1_000;

	/// As many parts of older pages as there are threads for.
	private static final int UNDER_WAY = 32;

	/// Older pages that are read or wait for it.
	private static final int ADMITTED = 40;

	private static final Pattern OLDER = Pattern.compile("#[A-Za-z_]+ < ?:");

	@Test
	void whileAllOlderPagesWaitTheRestIsServed() throws IOException {
		Set<String> asked = ConcurrentHashMap.newKeySet();
		this.dynamoDb.plan((request) -> {
			if (isOfAnOlderPage(request)) {
				asked.add(request.body());
				return Fault.BLACK_HOLE;
			}
			return Fault.PASS;
		});
		try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<HttpResponse<String>>> older = new ArrayList<>();
			for (int i = 0; i < CURSORS; i++) {
				String cursor = MessageId.lowestAt(Instant.now().plusSeconds(i)).toString();
				older.add(visitors.submit(() -> Http.get(this.board.uri("/messages?before=" + cursor))));
			}
			await().until(() -> asked.size() == UNDER_WAY);
			for (int i = 1; i <= 20; i++) {
				String text = "number " + i;
				assertThat(Http.postForm(this.board.uri("/"), text, "").statusCode()).isEqualTo(303);
				assertThat(Http.get(this.board.uri("/messages")).body()).contains(text);
				assertThat(Http.send("POST", this.board.uri("/count"), "").body()).isEqualTo("{\"count\":" + i + "}");
				assertThat(Http.get(this.board.uri("/count")).body()).isEqualTo("{\"count\":" + i + "}");
				assertThat(Http.get(this.board.uri("/")).statusCode()).isEqualTo(200);
				assertThat(Http.get(this.board.uri("/health")).statusCode()).isEqualTo(200);
				assertThat(Http.get(this.board.uri("/fleet")).statusCode()).isEqualTo(200);
			}
			await().until(() -> older.stream().filter(Future::isDone).count() == CURSORS - ADMITTED);
			assertThat(asked).as("nothing was asked beyond that").hasSize(UNDER_WAY);
			assertThat(older).filteredOn(Future::isDone).extracting(OlderPagesIT::answer).allSatisfy((answer) -> {
				assertThat(answer.statusCode()).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			});
			this.dynamoDb.heal();
			assertThat(older).extracting((page) -> answer(page).statusCode()).containsOnly(200, 503);
		}
	}

	private static boolean isOfAnOlderPage(Request request) {
		return request.operation().equals("Query") && request.body().contains("BOARD#")
				&& OLDER.matcher(request.body()).find();
	}

	private static HttpResponse<String> answer(Future<HttpResponse<String>> request) {
		try {
			return request.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
