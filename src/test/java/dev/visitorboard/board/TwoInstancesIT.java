package dev.visitorboard.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Many clients at once, spread over two instances, lose nothing and double nothing.
@BesideOthers
@BoardTest
class TwoInstancesIT {

	private static final int CLIENTS = 64;

	private static final int MESSAGES = 2_000;

	private static final int VISITS = 5_000;

	@Test
	void manyClientsOverTwoInstancesLeaveEveryMessageOnceAndEveryVisitCounted(RunningBoard one, RunningBoard other)
			throws Exception {
		try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
			Http.send("POST", one.uri("/count"), "");
			List<Callable<Integer>> posts = IntStream.range(0, MESSAGES)
				.mapToObj((i) -> (Callable<Integer>) () -> Http
					.postJson((i % 2 == 0 ? one : other).uri("/messages"), "{\"message\":\"message " + i + "\"}")
					.statusCode())
				.toList();
			List<Callable<Integer>> visits = IntStream.range(0, VISITS)
				.mapToObj((i) -> (Callable<Integer>) () -> JsonPath
					.read(Http.send("POST", (i % 2 == 0 ? one : other).uri("/count"), "").body(), "$.count"))
				.toList();
			List<Callable<Integer>> mixed = new ArrayList<>(posts);
			mixed.addAll(visits);
			Collections.shuffle(mixed, new Random(1));
			Set<Callable<Integer>> isPost = new HashSet<>(posts);
			List<Future<Integer>> answers = clients.invokeAll(mixed);
			List<Integer> statuses = new ArrayList<>();
			List<Long> numbers = new ArrayList<>();
			for (int i = 0; i < mixed.size(); i++) {
				int answer = answers.get(i).get();
				if (isPost.contains(mixed.get(i))) {
					statuses.add(answer);
				}
				else {
					numbers.add((long) answer);
				}
			}
			assertThat(statuses).hasSize(MESSAGES).containsOnly(201);
			assertThat(numbers)
				.containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, VISITS + 1L).boxed().toList());
			assertThat(Http.get(other.uri("/count")).body()).isEqualTo("{\"count\":" + (VISITS + 1) + "}");
			assertThat(messagesOn(one)).containsExactlyInAnyOrderElementsOf(
					IntStream.range(0, MESSAGES).mapToObj((i) -> "message " + i).toList());
		}
	}

	private static List<String> messagesOn(RunningBoard board) {
		List<String> all = new ArrayList<>();
		String next = "/messages";
		while (!next.isEmpty()) {
			String page = Http.get(board.uri(next)).body();
			all.addAll(JsonPath.<List<String>>read(page, "$.messages[*].message"));
			List<String> cursor = JsonPath.read(page, "$[?(@.next)].next");
			next = cursor.isEmpty() ? "" : "/messages?before=" + cursor.getFirst();
		}
		return all;
	}

}
