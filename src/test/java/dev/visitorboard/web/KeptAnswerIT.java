package dev.visitorboard.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The way before Spring MVC and the way through it, which a quality in `Accept` leads to.
@BoardTest("board.web.max-in-flight=1")
record KeptAnswerIT(RunningBoard board) {

	@ParameterizedTest
	@CsvSource({ "GET, /, en, identity", "GET, /, de, gzip", "HEAD, /, en, gzip", "GET, /fleet, en, gzip",
			"HEAD, /fleet, de, identity" })
	void bothWaysGiveTheSameAnswer(String method, String path, String language, String encoding) {
		HttpResponse<String> kept = ask(method, path, "text/html", language, encoding);
		HttpResponse<String> mvc = ask(method, path, "text/html;q=0.9", language, encoding);
		assertThat(kept.statusCode()).isEqualTo(mvc.statusCode()).isEqualTo(200);
		assertThat(kept.body().isEmpty()).isEqualTo(mvc.body().isEmpty()).isEqualTo(method.equals("HEAD"));
		assertThat(headers(kept)).isEqualTo(headers(mvc));
	}

	@ParameterizedTest
	@CsvSource({ "GET", "HEAD" })
	void bothWaysGiveTheSameCount(String method) {
		HttpResponse<String> kept = ask(method, "/count", "*/*", "en", "gzip");
		HttpResponse<String> mvc = ask(method, "/count", "*/*;q=0.9", "en", "gzip");
		assertThat(kept.statusCode()).isEqualTo(mvc.statusCode()).isEqualTo(200);
		assertThat(kept.body()).isEqualTo(mvc.body()).isEqualTo(method.equals("HEAD") ? "" : "{\"count\":0}");
		assertThat(headers(kept)).isEqualTo(headers(mvc));
	}

	@ParameterizedTest
	@CsvSource({ "text/html", "text/html;q=0.9" })
	void whoHasThePageIsToldSo(String accept) {
		// The page may change in between: a heartbeat, for one, is on it.
		assertThat(List.of(1, 2, 3, 4, 5)).anySatisfy((_) -> {
			String etag = ask("GET", "/", accept, "en", "gzip").headers().firstValue("ETag").orElseThrow();
			HttpResponse<String> again = Http.get(this.board.uri("/"), "Accept", accept, "If-None-Match", etag);
			assertThat(again.statusCode()).isEqualTo(304);
			assertThat(again.headers().map()).containsKeys("etag", "vary", "x-request-id", "x-served-by")
				.doesNotContainKey("content-type");
		});
	}

	/// On a board that nobody else asks: a request is measured right after its answer, so
	/// another test's could still come.
	@Test
	void eachIsMeasuredOnce(@BoardTest.OfItsOwn RunningBoard fresh) {
		Http.get(fresh.uri("/"), "Accept", "text/html");
		Http.get(fresh.uri("/"), "Accept", "text/html;q=0.9");
		await().ignoreExceptions().untilAsserted(() -> assertThat(measured(fresh)).isEqualTo(2));
	}

	@Test
	void withoutASlotBothAreRefused() {
		RequestSlots slots = this.board.bean(RequestSlots.class);
		try (RequestSlots.Slot _ = slots.take().orElseThrow()) {
			assertThat(ask("GET", "/", "text/html", "en", "gzip").statusCode()).isEqualTo(503);
			assertThat(ask("GET", "/", "text/html;q=0.9", "en", "gzip").statusCode()).isEqualTo(503);
		}
		assertThat(slots.taken()).isZero();
		assertThat(ask("GET", "/", "text/html", "en", "gzip").statusCode()).isEqualTo(200);
	}

	private static long measured(RunningBoard board) {
		return board.bean(MeterRegistry.class)
			.get("http.server.requests")
			.tags("uri", "/", "status", "200", "outcome", "SUCCESS")
			.timer()
			.count();
	}

	private HttpResponse<String> ask(String method, String path, String accept, String language, String encoding) {
		URI uri = this.board.uri(path);
		return Http.send(method, uri, "", "Accept", accept, "Accept-Language", language, "Accept-Encoding", encoding);
	}

	/// Without those that differ from answer to answer.
	private static Map<String, List<String>> headers(HttpResponse<?> answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
		headers.keySet().removeAll(List.of("x-request-id", "date", "etag", "content-length"));
		return headers;
	}

}
