package dev.visitorboard.web;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

@BoardTest("board.instructor.token=" + CacheControlIT.TOKEN)
record CacheControlIT(RunningBoard board) {

	static final String TOKEN = "the-instructor-of-this-test";

	/// Kept by whoever likes, and asked about before each use.
	private static final Set<String> KEPT = Set.of("/", "/fleet", "/count.svg", "/feed.atom", "/history",
			"/history.css", "/openapi.json", "/board.css", "/board.js", "/fleet.css", "/fleet.js", "/moderation.js",
			"/worker.js", "/og.png", "/own.js", "/icon.svg", "/icon-192.png", "/icon-512.png", "/icon-maskable.png",
			"/apple-touch-icon.png", "/favicon.ico", "/manifest.json", "/robots.txt");

	@TestFactory
	Stream<DynamicTest> whatEachAddressSaysAboutKeeping() {
		return Address.allOf(this.board)
			.stream()
			.filter(Address::canBeRead)
			.map(Address::pattern)
			.distinct()
			.map((pattern) -> DynamicTest.dynamicTest(pattern, () -> {
				HttpResponse<String> answer = get(pattern.replaceAll("\\{.*}|\\*\\*", "x"));
				assertThat(answer.headers().allValues("Cache-Control"))
					.containsExactly(KEPT.contains(pattern) ? "no-cache" : "no-store");
			}));
	}

	@Test
	void anAnswerForOneVisitorIsNotKept() {
		for (String address : new String[] { "/?posted=x", "/?deleted", "/?before=x", "/messages?limit=0",
				"/messages?limit=1", "/moderation?before=x" }) {
			assertThat(get(address).headers().allValues("Cache-Control")).as(address).containsExactly("no-store");
		}
		HttpResponse<String> message = Http.postJson(this.board.uri("/messages"), "{\"message\":\"hello\"}");
		assertThat(message.headers().allValues("Cache-Control")).containsExactly("no-store");
		HttpResponse<String> one = get(message.headers().firstValue("Location").orElseThrow());
		assertThat(one.statusCode()).isEqualTo(200);
		assertThat(one.headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	private HttpResponse<String> get(String address) {
		return Http.get(this.board.uri(address), "Authorization", "Bearer " + TOKEN);
	}

}
