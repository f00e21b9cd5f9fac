package dev.visitorboard.board;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.access.Signer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Posts on one of two instances and deletes on the other.
@BoardTest
record OwnMessagesIT(RunningBoard one, RunningBoard other) {

	@Test
	void theCookieOfAPostDeletesItsMessageOnAnyInstanceAndTwiceIsFine() {
		HttpResponse<String> posted = post("to be deleted");
		String id = id(posted);
		assertThat(setCookie(posted))
			.matches("mine=" + id + "\\.[A-Za-z0-9_-]{22}; Path=/; Max-Age=900; Expires=[^;]+; SameSite=Lax");

		HttpResponse<String> deleted = delete(id, cookie(posted));
		assertThat(deleted.statusCode()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertThat(Http.get(this.one.uri("/messages/" + id)).statusCode()).isEqualTo(404);
		assertThat(Http.get(this.one.uri("/messages")).body()).doesNotContain(id);
		assertThat(delete(id, cookie(posted)).statusCode()).isEqualTo(204);
	}

	@Test
	void theCookieOfTheFormsPostDeletesToo() {
		HttpResponse<String> posted = Http.postForm(this.one.uri("/"), "by form", "");
		String id = posted.headers().firstValue("Location").orElseThrow().replaceFirst(".*#", "");
		assertThat(delete(id, cookie(posted)).statusCode()).isEqualTo(204);
	}

	@Test
	void behindTlsTheCookieIsSecure() {
		HttpResponse<String> posted = Http.postJson(this.one.uri("/messages"), "{\"message\":\"over TLS\"}",
				"X-Forwarded-Proto", "https");
		assertThat(setCookie(posted)).contains("; Secure");
	}

	@Test
	void oneCookieHoldsTheMessagesOfSeveralPostsAndWhatIsForgedIsDropped() {
		HttpResponse<String> first = post("first of two");
		HttpResponse<String> second = post("second of two", "Cookie",
				cookie(first) + ":" + MessageId.lowestAt(Instant.now()) + ".aaaaaaaaaaaaaaaaaaaaaa");
		assertThat(cookie(second).split(":")).hasSize(2);
		assertThat(delete(id(first), cookie(second)).statusCode()).isEqualTo(204);
		assertThat(delete(id(second), cookie(second)).statusCode()).isEqualTo(204);
	}

	@Test
	void withoutTheCookieOrWithAnotherMessagesNobodyDeletes() {
		HttpResponse<String> posted = post("somebody else's");
		HttpResponse<String> mine = post("mine");
		assertRefused(Http.send("DELETE", this.other.uri("/messages/" + id(posted)), ""),
				"Only who posted a message can delete it");
		assertRefused(delete(id(posted), cookie(mine)), "Only who posted a message can delete it");
		assertRefused(delete(id(posted), "mine=%zz"), "Only who posted a message can delete it");
		assertThat(Http.get(this.one.uri("/messages/" + id(posted))).statusCode()).isEqualTo(200);
	}

	@Test
	void aForgedSignatureIsSaidToBeOne() {
		String id = id(post("not to be had"));
		String another = cookie(post("another")).replaceFirst(".*\\.", "");
		assertRefused(delete(id, "mine=" + id + "." + another), "is not ours");
		assertRefused(delete(id, "mine=" + id + "." + this.one.bean(Signer.class).sign("form", id)), "is not ours");
	}

	@Test
	void afterFifteenMinutesItIsTooLate() {
		Instant then = Instant.now().minus(Duration.ofMinutes(15));
		String id = storedAt(then).toString();
		String cookie = "mine=" + id + "." + this.one.bean(Signer.class).sign("own message", id);
		assertRefused(delete(id, cookie), "for 15 minutes after it was posted. That time is over.");
	}

	@Test
	void whatIsNotThereIsNotFound() {
		String nothing = MessageId.lowestAt(Instant.now()).toString();
		String cookie = "mine=" + nothing + "." + this.one.bean(Signer.class).sign("own message", nothing);
		assertThat(delete(nothing, cookie).statusCode()).isEqualTo(404);
		assertThat(delete(nothing, "mine=x").statusCode()).isEqualTo(404);
		assertThat(delete("x", cookie).statusCode()).isEqualTo(404);
	}

	@Test
	void theSameWordsAfterADeletionAreANewMessageAndBeforeItTheOldOne() {
		HttpResponse<String> first = post("again and again");
		assertThat(id(post("again and again"))).isEqualTo(id(first));
		delete(id(first), cookie(first));
		HttpResponse<String> second = post("again and again");
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(id(second)).isNotEqualTo(id(first));
		assertThat(Http.get(this.one.uri("/messages/" + id(second))).statusCode()).isEqualTo(200);
	}

	@Test
	void whoRepeatsTheWordsOfAnotherGetsNoRightToDeleteThem() {
		HttpResponse<String> posted = post("my very words", "Cookie", "visitor=7");
		HttpResponse<String> copied = post("my very words", "Cookie", "visitor=7");
		assertThat(id(copied)).isEqualTo(id(posted));
		assertThat(copied.headers().firstValue("Set-Cookie")).isEmpty();
		assertRefused(delete(id(posted), "visitor=7"), "Only who posted a message can delete it");
	}

	@Test
	void withoutScriptThePageAfterThePostHasAButtonThatLeadsBackToABoardWithoutTheMessage() {
		HttpResponse<String> posted = Http.postForm(this.one.uri("/"), "clicked away", "");
		String page = posted.headers().firstValue("Location").orElseThrow().replaceFirst("#.*", "");
		String action = "action=\"/messages/" + page.replaceFirst(".*=", "") + "/delete\"";
		assertThat(Http.get(this.other.uri(page), "Cookie", cookie(posted)).body()).contains(action);
		assertThat(Http.get(this.other.uri(page)).body()).contains("clicked away").doesNotContain(action);

		String form = "/messages/" + page.replaceFirst(".*=", "") + "/delete";
		HttpResponse<String> deleted = form(form, "Cookie", cookie(posted));
		assertThat(deleted.statusCode()).isEqualTo(303);
		assertThat(deleted.headers().firstValue("Location")).contains("/?deleted");
		assertThat(Http.get(this.one.uri("/?deleted")).body()).contains("Your message is deleted.")
			.doesNotContain("clicked away");
	}

	@Test
	void withoutScriptARefusalIsAPageThatSaysWhy() {
		String id = id(post("stays"));
		HttpResponse<String> refused = form("/messages/" + id + "/delete", "Accept-Language", "de");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(refused.body()).contains("Diese Nachricht wurde nicht gelöscht", "stays");
	}

	private MessageId storedAt(Instant time) {
		return TestBoard.at(time, this.one, this.one.table())
			.message(new Post("long ago", null), IdempotencyKey.chosen(time.toString()), "i-1")
			.id();
	}

	private HttpResponse<String> post(String message, String... headers) {
		return Http.postJson(this.one.uri("/messages"), "{\"message\":\"" + message + "\"}", headers);
	}

	private HttpResponse<String> delete(String id, String cookie) {
		return Http.send("DELETE", this.other.uri("/messages/" + id), "", "Cookie", cookie);
	}

	private HttpResponse<String> form(String path, String... headers) {
		return Http.send("POST", this.other.uri(path), "", headers);
	}

	private static void assertRefused(HttpResponse<String> answer, String detail) {
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat((String) JsonPath.read(answer.body(), "$.detail")).contains(detail);
	}

	private static String id(HttpResponse<String> posted) {
		return JsonPath.read(posted.body(), "$.id");
	}

	private static String setCookie(HttpResponse<String> answer) {
		return answer.headers().firstValue("Set-Cookie").orElseThrow();
	}

	private static String cookie(HttpResponse<String> answer) {
		return setCookie(answer).replaceFirst(";.*", "");
	}

}
