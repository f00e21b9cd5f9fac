package dev.visitorboard.board;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest
class MessagesApiIT {

	private final RunningBoard board;

	/// The id of what was posted after seven others.
	private final String eighth;

	MessagesApiIT(RunningBoard board) {
		this.board = board;
		IntStream.rangeClosed(1, 7).forEach((i) -> post("{\"message\":\"number " + i + "\"}"));
		this.eighth = JsonPath.read(post("{\"message\":\"number 8\"}").body(), "$.id");
	}

	@Test
	void aPostIsAnswered201WithTheMessageAndWhereItIs() {
		HttpResponse<String> created = post("{\"message\":\" hello \",\"name\":\"Ada\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		String id = JsonPath.read(created.body(), "$.id");
		assertThat(created.headers().firstValue("Location")).contains("/messages/" + id);
		assertThat((String) JsonPath.read(created.body(), "$.message")).isEqualTo("hello");
		assertThat((String) JsonPath.read(created.body(), "$.name")).isEqualTo("Ada");
		assertThat((String) JsonPath.read(created.body(), "$.instance")).isEqualTo("i-1");
		HttpResponse<String> found = Http.get(this.board.uri("/messages/" + id));
		assertThat(found.statusCode()).isEqualTo(200);
		assertThat(found.body()).isEqualTo(created.body());
	}

	@Test
	void whatWasPostedIsInTheNextAnswer() {
		for (int i = 0; i < 5; i++) {
			post("{\"message\":\"the newest " + i + "\"}");
			assertThat(textsOf(messages("/messages"))).startsWith("the newest " + i);
		}
	}

	@Test
	void aPageLinksToTheNextUntilTheEnd() {
		HttpResponse<String> first = messages("/messages?limit=3&before=" + this.eighth);
		assertThat(textsOf(first)).containsExactly("number 7", "number 6", "number 5");
		HttpResponse<String> second = messages(nextOf(first));
		assertThat(textsOf(second)).containsExactly("number 4", "number 3", "number 2");
		assertThat(nextOf(second)).isEqualTo("/messages?limit=3&before=" + JsonPath.read(second.body(), "$.next"));
		HttpResponse<String> last = messages(nextOf(second));
		assertThat(textsOf(last)).containsExactly("number 1");
		assertThat(last.headers().firstValue("Link")).isEmpty();
		assertThat(last.body()).doesNotContain("next");
	}

	@Test
	void theBoardIsTextForWhoAsksForIt() {
		HttpResponse<String> text = Http.get(this.board.uri("/?before=" + this.eighth), "Accept", "text/plain");
		assertThat(text.statusCode()).isEqualTo(200);
		assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
		assertThat(text.headers().allValues("Vary")).contains("Accept");
		assertThat(text.body()).startsWith("Visitors: 0; served by Z i-1\n\n20")
			.contains("  someone  (served by Z i-1)\n  number 7\n");
		String etag = text.headers().firstValue("ETag").orElseThrow();
		assertThat(Http.get(this.board.uri("/?before=" + this.eighth), "Accept", "text/plain", "If-None-Match", etag)
			.statusCode()).isEqualTo(304);
		for (String accept : new String[] { "*/*", "text/*", "text/html, text/plain;q=0.9" }) {
			HttpResponse<String> page = Http.get(this.board.uri("/"), "Accept", accept);
			assertThat(page.headers().firstValue("Content-Type")).as(accept).contains("text/html;charset=UTF-8");
			assertThat(page.headers().allValues("Vary")).contains("Accept");
		}
	}

	@Test
	void theSameKeyWithTheSameBodyGivesTheSameAnswer() {
		HttpResponse<String> first = post("{\"message\":\"once\"}", "Idempotency-Key", "8e03978e");
		HttpResponse<String> again = post("{ \"message\" : \"once\" }", "Idempotency-Key", "8e03978e");
		assertThat(again.statusCode()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
		assertThat(textsOf(messages("/messages"))).containsOnlyOnce("once");
	}

	@Test
	void theSameKeyWithAnotherBodyIsRefused() {
		post("{\"message\":\"first\"}", "Idempotency-Key", "8e03978f");
		HttpResponse<String> refused = post("{\"message\":\"other\"}", "Idempotency-Key", "8e03978f");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat((String) JsonPath.read(refused.body(), "$.detail")).contains("Idempotency-Key was used");
		assertThat(textsOf(messages("/messages"))).containsOnlyOnce("first").doesNotContain("other");
	}

	@Test
	void theSameWordsUnderTwoKeysAreTwoMessagesAndWithoutAKeyOne() {
		post("{\"message\":\"echo\"}", "Idempotency-Key", "1");
		post("{\"message\":\"echo\"}", "Idempotency-Key", "2");
		post("{\"message\":\"echo\"}");
		post("{\"message\":\"echo\"}");
		assertThat(textsOf(messages("/messages"))).filteredOn("echo"::equals).hasSize(3);
	}

	private HttpResponse<String> post(String json, String... headers) {
		return Http.postJson(this.board.uri("/messages"), json, headers);
	}

	private HttpResponse<String> messages(String pathAndQuery) {
		HttpResponse<String> answer = Http.get(this.board.uri(pathAndQuery));
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer;
	}

	private static List<String> textsOf(HttpResponse<String> answer) {
		return JsonPath.read(answer.body(), "$.messages[*].message");
	}

	private static String nextOf(HttpResponse<String> answer) {
		String link = answer.headers().firstValue("Link").orElseThrow();
		assertThat(link).matches("<[^>]+>; rel=\"next\"");
		return link.substring(1, link.indexOf('>'));
	}

}
