package dev.visitorboard;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.visitorboard.testing.faults.Fate;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// DynamoDB as a black hole: every request goes in and nothing comes out.
@BesideOthers
@BoardTest({ "board.dynamodb.attempt-timeout=500ms", "board.dynamodb.call-timeout=2s", "board.counter.deadline=2s" })
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
record OutageIT(FaultProxy dynamoDb, RunningBoard board) {

	private static final String[] BROWSER = { "Accept", "text/html" };

	@Test
	void thePageStaysWritesAreRefusedAndAllRecovers() throws Exception {
		Http.postForm(this.board.uri("/"), "seen before", "");
		assertThat(page().body()).contains("seen before").containsPattern("id=\"outage\"[^>]* hidden");
		await().untilAsserted(() -> assertThat(fleet().body()).contains("card serving self"));

		this.dynamoDb.plan(FaultPlan.always(Fault.BLACK_HOLE));
		List<HttpResponse<String>> pages = new ArrayList<>();
		List<HttpResponse<String>> writes = new ArrayList<>();
		List<HttpResponse<String>> counts = new ArrayList<>();
		long begun = System.nanoTime();
		int requests = load(pages, writes, counts);
		double seconds = (System.nanoTime() - begun) / 1e9;

		assertThat(pages).allSatisfy((page) -> assertThat(page.statusCode()).isEqualTo(200));
		assertThat(pages.getLast().body()).contains("seen before", "The board cannot reach its messages");
		assertThat(writes).extracting(HttpResponse::statusCode).containsOnly(503);
		assertThat(counts).extracting(HttpResponse::statusCode).containsOnly(503);
		assertThat(List.of(writes, counts)).allSatisfy((answers) -> assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}));
		// Besides one call for each request at most, what asks again by itself.
		assertThat(this.dynamoDb.count(Fate.SWALLOWED)).isPositive().isLessThan((long) (requests + 12 * seconds));
		assertThat(this.board.bean(MeterRegistry.class).get("board.snapshot.age").gauge().value()).isPositive();
		assertThat(Http.get(this.board.uri("/actuator/health/readiness")).statusCode()).isEqualTo(200);

		assertThat(fleet().body()).contains("The fleet cannot be read", "seconds ago").contains("card serving self");

		this.dynamoDb.heal();
		await().untilAsserted(() -> {
			assertThat(fleet().body()).containsPattern("id=\"outage\"[^>]* hidden").contains("card serving self");
			assertThat(page().body()).containsPattern("id=\"outage\"[^>]* hidden");
			assertThat(Http.send("POST", this.board.uri("/count"), "").statusCode()).isEqualTo(200);
			assertThat(Http.postForm(this.board.uri("/"), "after", "").statusCode()).isEqualTo(303);
		});
	}

	@Test
	void aFreshInstanceWithoutASnapshotGivesAPageThatSaysSo() {
		this.dynamoDb.plan(FaultPlan.always(Fault.BLACK_HOLE));
		HttpResponse<String> page = page();
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.headers().firstValue("Retry-After")).isPresent();
		assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(page.body()).contains("Back in a moment").doesNotContain("Exception");
	}

	/// Sixty requests a second for four seconds, whether they are answered or not. All
	/// of them are in the end, while the table still does not answer.
	private int load(List<HttpResponse<String>> pages, List<HttpResponse<String>> writes,
			List<HttpResponse<String>> counts) throws Exception {
		int rounds = 80;
		List<CompletableFuture<Void>> all = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < rounds; i++) {
				String text = "round " + i;
				all.add(send(threads, pages, this::page));
				all.add(send(threads, writes, () -> Http.postForm(this.board.uri("/"), text, "")));
				all.add(send(threads, counts, () -> Http.send("POST", this.board.uri("/count"), "")));
				TimeUnit.MILLISECONDS.sleep(50);
			}
			all.forEach(CompletableFuture::join);
		}
		return all.size();
	}

	private static CompletableFuture<Void> send(ExecutorService threads, List<HttpResponse<String>> answers,
			Supplier<HttpResponse<String>> request) {
		return CompletableFuture.runAsync(() -> {
			HttpResponse<String> answer = request.get();
			synchronized (answers) {
				answers.add(answer);
			}
		}, threads);
	}

	private HttpResponse<String> fleet() {
		return Http.get(this.board.uri("/fleet"), BROWSER);
	}

	private HttpResponse<String> page() {
		return Http.get(this.board.uri("/"), BROWSER);
	}

}
