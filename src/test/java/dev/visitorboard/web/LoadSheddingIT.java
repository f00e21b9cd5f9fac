package dev.visitorboard.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.faults.Fate;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BoardTest("board.web.max-in-flight=" + LoadSheddingIT.SLOTS)
record LoadSheddingIT(FaultProxy dynamoDb, RunningBoard board) {

	static final int SLOTS = 3;

	@Test
	void beyondTheSlotsARequestIsRefusedAtOnceAndAProbeIsNot() throws Exception {
		this.dynamoDb.plan(FaultPlan.onlyFor("TransactWriteItems", FaultPlan.always(Fault.BLACK_HOLE)));
		List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, SLOTS)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> Http.postForm(this.board.uri("/"), "slow " + i, "")))
			.toList();
		await().until(() -> this.dynamoDb.count("TransactWriteItems", Fate.SWALLOWED) >= SLOTS);

		HttpResponse<String> refused = Http.get(this.board.uri("/messages"));
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.headers().firstValue("X-Served-By")).contains("i-1");
		assertThat((String) JsonPath.read(refused.body(), "$.detail"))
			.isEqualTo("Too many requests are under way here. Try again in a moment.");
		assertThat((String) JsonPath.read(refused.body(), "$.requestId"))
			.isEqualTo(refused.headers().firstValue("X-Request-Id").orElseThrow());
		assertThat(Http.get(this.board.uri("/"), "Accept", "text/html", "Accept-Language", "de").body())
			.contains("<html lang=\"de\">", "Gleich wieder da");
		for (String probe : List.of("/actuator/health/readiness", "/actuator/health/liveness", "/health")) {
			assertThat(Http.get(this.board.uri(probe)).statusCode()).as(probe).isEqualTo(200);
		}
		assertThat(this.board.bean(MeterRegistry.class).get("web.requests.shed").counter().count()).isEqualTo(2);

		this.dynamoDb.heal();
		assertThat(hanging).allSatisfy((post) -> assertThat(post.get().statusCode()).isIn(303, 503));
		assertThat(Http.get(this.board.uri("/messages")).statusCode()).isEqualTo(200);
	}

}
