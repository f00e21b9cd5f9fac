package dev.visitorboard.counter;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.faults.Seed;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What a reader of `GET /count` may rely on, while answers of writes are lost.
class CountOrderIT {

	private static final int CLIENTS = 8;

	private static final int ROUNDS = 40;

	@Test
	void aReadShowsEveryVisitAnsweredBeforeItAndNeverRunsBackwards() throws Exception {
		try (FaultProxy proxy = lossy()) {
			String table = RunningBoard.newTable();
			String endpoint = "board.dynamodb.endpoint=" + proxy.endpoint();
			try (RunningBoard one = RunningBoard.start("i-1", table, endpoint, "board.counter.deadline=20s");
					RunningBoard other = RunningBoard.start("i-2", table, endpoint, "board.counter.deadline=20s");
					ExecutorService clients = Executors.newFixedThreadPool(2 * CLIENTS)) {
				AtomicBoolean over = new AtomicBoolean();
				List<Future<Integer>> readers = List.of(clients.submit(() -> readForwards(one, over)),
						clients.submit(() -> readForwards(other, over)));
				List<Callable<Void>> writers = IntStream.range(0, CLIENTS).mapToObj((_) -> (Callable<Void>) () -> {
					for (int i = 0; i < ROUNDS; i++) {
						int number = count(Http.send("POST", one.uri("/count"), "").body());
						assertThat(count(Http.get(other.uri("/count")).body())).isGreaterThanOrEqualTo(number);
					}
					return null;
				}).toList();
				for (Future<Void> writer : clients.invokeAll(writers)) {
					writer.get();
				}
				over.set(true);
				for (Future<Integer> reader : readers) {
					assertThat(reader.get()).isLessThanOrEqualTo(CLIENTS * ROUNDS);
				}
				assertThat(count(Http.get(one.uri("/count")).body())).isEqualTo(CLIENTS * ROUNDS);
			}
		}
	}

	private static int readForwards(RunningBoard board, AtomicBoolean over) {
		int latest = 0;
		while (!over.get()) {
			int count = count(Http.get(board.uri("/count")).body());
			assertThat(count).isGreaterThanOrEqualTo(latest);
			latest = count;
		}
		return latest;
	}

	private static FaultProxy lossy() throws IOException {
		FaultProxy proxy = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint());
		proxy.plan(FaultPlan.onlyFor("UpdateItem",
				FaultPlan.random(Seed.newOrRepeated(), Map.of(Fault.LOSE_RESPONSE, 0.2, Fault.LOSE_REQUEST, 0.1))));
		return proxy;
	}

	private static int count(String json) {
		return JsonPath.read(json, "$.count");
	}

}
