package dev.visitorboard.board;

import java.net.http.HttpResponse;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Posts to one of two instances and looks at the other.
@BesideOthers
@BoardTest
record PostingIT(RunningBoard one, RunningBoard other) {

	@Test
	void aPostLeadsToItselfOnWhicheverInstanceAnswersNext() {
		HttpResponse<String> posted = Http.postForm(this.one.uri("/"), "read me", "Ada");
		assertThat(posted.statusCode()).isEqualTo(303);
		String location = location(posted);
		assertThat(location).matches("/\\?posted=([0-9a-f-]{36})#\\1");
		HttpResponse<String> page = Http.get(this.other.uri(location.substring(0, location.indexOf('#'))));
		assertThat(page.body()).contains("Your message is on the board.", "read me", "Ada", ">i-1</bdi>", ">i-2</bdi>");
		assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
	}

	@Test
	void aDoubleSubmitStoresOneMessageAndAnswersAsTheFirstDid() {
		HttpResponse<String> first = Http.postForm(this.one.uri("/"), "twice", "Ada", "Cookie", "visitor=7");
		HttpResponse<String> again = Http.postForm(this.other.uri("/"), "twice", "Ada", "Cookie", "visitor=7");
		assertThat(again.statusCode()).isEqualTo(303);
		assertThat(location(again)).isEqualTo(location(first));
		assertThat(occurrences(">twice</p>")).isOne();
	}

	@Test
	void withoutACookieAddressAndBrowserTellSendersApart() {
		HttpResponse<String> first = Http.postForm(this.one.uri("/"), "by browser", "", "User-Agent", "a");
		HttpResponse<String> again = Http.postForm(this.one.uri("/"), "by browser", "", "User-Agent", "a");
		HttpResponse<String> another = Http.postForm(this.one.uri("/"), "by browser", "", "User-Agent", "b");
		assertThat(location(again)).isEqualTo(location(first));
		assertThat(location(another)).isNotEqualTo(location(first));
	}

	@Test
	void theSameWordsOfAnotherVisitorAreAnotherMessage() {
		Http.postForm(this.one.uri("/"), "hello from two", "", "Cookie", "visitor=8");
		Http.postForm(this.one.uri("/"), "hello from two", "", "Cookie", "visitor=9");
		assertThat(occurrences(">hello from two</p>")).isEqualTo(2);
	}

	@Test
	void aPostThatIsRefusedShowsTheFormAgainWithTheTextAndTheReasonNextToTheField() {
		String tooLong = "<b>x</b>".repeat(63);
		HttpResponse<String> refused = Http.postForm(this.one.uri("/"), tooLong, "Ada & Bob");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(refused.body()).contains("&lt;b&gt;x&lt;/b&gt;".repeat(63) + "</textarea>",
				"value=\"Ada &amp; Bob\"", "id=\"message-reason\">Please shorten the message to 500 characters.",
				"aria-invalid=\"true\"", "aria-describedby=\"message-reason message-hint\"");
	}

	@Test
	void aNameThatIsRefusedIsSaidNextToTheName() {
		HttpResponse<String> refused = Http.postForm(this.one.uri("/"), "fine", "x".repeat(51));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body())
			.contains("id=\"name-reason\">Please shorten the name to 50 characters.",
					"aria-describedby=\"name-reason name-hint\"", ">fine</textarea>")
			.doesNotContain("message-reason");
	}

	@Test
	void aFormWithoutAMessageIsRefusedAndNotBroken() {
		HttpResponse<String> refused = Http.send("POST", this.one.uri("/"), "x=1", "Content-Type",
				"application/x-www-form-urlencoded", "Accept-Language", "de");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Bitte schreib etwas.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?name.x=1", "/?name..=", "/?name%5Bx%5D=1", "/?message.bytes=1" })
	void aParameterThatLooksIntoAFieldIsNoneOfOurs(String path) {
		HttpResponse<String> refused = Http.send("POST", this.one.uri(path), "x=1", "Content-Type",
				"application/x-www-form-urlencoded");
		assertThat(refused.statusCode()).isEqualTo(422);
	}

	@Test
	void aFormIsNotTakenAsJsonNorJsonAsAForm() {
		assertThat(Http.postJson(this.one.uri("/"), "{\"message\":\"x\"}").statusCode()).isEqualTo(415);
		assertThat(Http.postForm(this.one.uri("/messages"), "x", "").statusCode()).isEqualTo(415);
	}

	private long occurrences(String text) {
		return Http.get(this.other.uri("/?posted=x")).body().split(text, -1).length - 1L;
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow();
	}

}
