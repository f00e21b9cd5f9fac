package dev.visitorboard.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// An instance behind CloudFront and a load balancer, which knows of the visitor's TLS only what it was told.
@BoardTest({ "FORWARDED_HOPS=2", "FORWARDED_PROTO=https", "board.posting.per-minute=1" })
record ForwardedIT(RunningBoard board) {

	private static final AtomicInteger MESSAGES = new AtomicInteger();

	@Test
	void theVisitorsAddressIsTheOneThatTheOutermostHopSaw() {
		// Three, since a new minute may begin among them.
		assertThat(posts("198.51.100.%d, 203.0.113.7, 130.176.0.%d")).contains(429);
		assertThat(posts("198.51.100.1, 10.0.0.%d, 130.176.0.1")).containsOnly(303);
		assertThat(posts("203.0.113.1%d")).containsOnly(303);
	}

	/// As three visitors or one.
	private List<Integer> posts(String forwardedFor) {
		return IntStream.rangeClosed(1, 3).mapToObj((i) -> post(forwardedFor.formatted(i, i))).toList();
	}

	private int post(String forwardedFor) {
		return Http
			.send("POST", this.board.uri("/"), "message=" + MESSAGES.incrementAndGet(), "Content-Type",
					"application/x-www-form-urlencoded", "X-Forwarded-For", forwardedFor)
			.statusCode();
	}

	@Test
	void whatDependsOnTlsIsAsBehindTlsWhateverTheRequestSays() {
		HttpResponse<String> page = Http.get(this.board.uri("/"), "X-Forwarded-Proto", "http");
		assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();

		HttpResponse<String> posted = Http.send("POST", this.board.uri("/"), "message=hello", "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-Proto", "http", "X-Forwarded-For",
				"203.0.113.99, 130.176.0.1", "Origin", "https://" + this.board.uri("/").getAuthority());
		assertThat(posted.statusCode()).isEqualTo(303);
		assertThat(posted.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
		assertThat(posted.headers().firstValue("Location").orElseThrow()).doesNotStartWith("http:");
	}

}
