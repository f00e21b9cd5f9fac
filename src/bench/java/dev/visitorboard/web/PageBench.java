package dev.visitorboard.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import constant.ConstantPage;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.LocalDynamoDb;
import org.junit.jupiter.api.Test;

/// What a page of 50 messages costs, beside a constant answer in the same run: `mvn verify -Pbench -Dit.test=PageBench`.
/// It needs wrk. Prints the table of `src/docs/benchmarks.md`.
class PageBench {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final Duration WARM_UP = Duration.ofSeconds(15);

	private static final Duration TIME = Duration.ofSeconds(5);

	private static final int POSTS_A_SECOND = 20;

	@Test
	void pages() throws Exception {
		Command.require(PageBench.class, "wrk");
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			LocalDynamoDb.createTable(dynamoDb.endpoint(), "visitor-board");
			try (ServerProcess board = ServerProcess.board(dynamoDb.endpoint(), "visitor-board")) {
				for (int i = 0; i < 50; i++) {
					post(board.uri(), i);
				}
				int size = Http.getBytes(board.uri(), "Accept", "text/html").body().length;
				try (ServerProcess constant = ServerProcess.of(ConstantPage.class, "--bytes=" + size)) {
					measure(board.uri(), constant.uri(), size);
				}
			}
		}
	}

	private void measure(URI board, URI constant, int size) throws InterruptedException {
		Map<String, Load> loads = new LinkedHashMap<>();
		loads.put("constant answer, no log", () -> Wrk.run(constant, TIME));
		loads.put("page", () -> Wrk.run(board, TIME, BROWSER));
		loads.put("page, %d posts a second".formatted(POSTS_A_SECOND), () -> besidePosts(board));
		loads.put("page, gzip", () -> Wrk.run(board, TIME, BROWSER, "Accept-Encoding: gzip"));
		loads.put("page, 304", () -> Wrk.run(board, TIME, BROWSER, "If-None-Match: " + etag(board)));
		loads.put("page by Spring MVC", () -> Wrk.run(board, TIME, "Accept: text/html;q=0.9"));
		loads.put("GET /count", () -> Wrk.run(board.resolve("/count"), TIME));
		Wrk.run(board, WARM_UP, BROWSER);
		Wrk.run(board.resolve("/count"), WARM_UP);
		Wrk.run(constant, WARM_UP);
		Map<String, List<Wrk>> results = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			for (Map.Entry<String, Load> load : loads.entrySet()) {
				results.computeIfAbsent(load.getKey(), (_) -> new ArrayList<>()).add(load.getValue().run());
			}
		}
		List<Wrk> base = results.values().iterator().next();
		System.out.printf("%n%d messages, %d bytes, %d rounds of %d s%n%n| | answers a second | of the constant's: min, median, max | p99, ms | of the constant's: min, median, max | failures |%n|---|---|---|---|---|---|%n",
				50, size, ROUNDS, TIME.toSeconds());
		results.forEach((name, rounds) -> System.out.printf("| %s | %,.0f | %s | %.1f | %s | %d |%n", name,
				median(rounds.stream().map(Wrk::perSecond).toList()), ratios(rounds, base, true),
				median(rounds.stream().map(Wrk::p99).toList()), ratios(rounds, base, false),
				rounds.stream().mapToLong(Wrk::failures).sum()));
	}

	private static String ratios(List<Wrk> rounds, List<Wrk> base, boolean rate) {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < rounds.size(); i++) {
			ratios.add(rate ? rounds.get(i).perSecond() / base.get(i).perSecond()
					: rounds.get(i).p99() / base.get(i).p99());
		}
		List<Double> sorted = ratios.stream().sorted().toList();
		return "%.2f · **%.2f** · %.2f".formatted(sorted.getFirst(), median(ratios), sorted.getLast());
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static Wrk besidePosts(URI board) throws InterruptedException {
		AtomicBoolean over = new AtomicBoolean();
		Thread posts = Thread.ofVirtual().start(() -> {
			for (int i = 0; !over.get(); i++) {
				post(board, i);
				pause(Duration.ofMillis(1000 / POSTS_A_SECOND));
			}
		});
		Wrk result = Wrk.run(board, TIME, BROWSER);
		over.set(true);
		posts.join();
		return result;
	}

	private static void post(URI board, int number) {
		Http.postJson(board.resolve("/messages"),
				"{\"name\": \"Ada\", \"message\": \"Message %d: %s\"}".formatted(number, UUID.randomUUID()));
	}

	private static String etag(URI board) {
		return Http.get(board, "Accept", "text/html").headers().firstValue("ETag").orElseThrow();
	}

	private static void pause(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private interface Load {

		Wrk run() throws InterruptedException;

	}

}
