package dev.visitorboard.board;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Texts, encodings and markup that have broken other boards, each with its outcome here.
@BoardTest
class TextInputsIT {

	private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

	private final RunningBoard board;

	private int storedBefore;

	TextInputsIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void countMessages() {
		this.storedBefore = stored().size();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					<svg/onload=1>                                                   | &lt;svg/onload=1&gt;
					"><img src=x onerror=1>                                          | &quot;&gt;&lt;img src=x onerror=1&gt;
					javascript:alert(1)                                              | javascript:alert(1)
					__${T(java.lang.Runtime).getRuntime().exec("id")}__::.x          | __${T(java.lang.Runtime).getRuntime().exec(&quot;id&quot;)}__::.x
					${7*7} [[${7*7}]] [(${7*7})] #{title} *{x} @{/x} ~{head :: head} | ${7*7} [[${7*7}]] [(${7*7})] #{title} *{x} @{/x} ~{head :: head}
					</p></li><script>alert(1)</script>                               | &lt;/p&gt;&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;
					&lt;b&gt; &#x3c;                                                 | &amp;lt;b&amp;gt; &amp;#x3c;
					""")
	void markupAndTemplateSyntaxAreShownAsTheyWereTyped(String typed, String inTheHtml) {
		assertThat(post(typed).statusCode()).isEqualTo(303);
		assertThat(stored()).first().isEqualTo(typed);
		assertThat(page()).contains("<p class=\"text\" dir=\"auto\">" + inTheHtml + "</p>");
	}

	@ParameterizedTest
	@CsvSource({ "<svg/onload=1>, &lt;svg/onload=1&gt;", "__${7*7}__::.x, __${7*7}__::.x",
			"\"><img src=x onerror=1>, &quot;&gt;&lt;img src=x onerror=1&gt;" })
	void markupInANameIsShownAsItWasTyped(String name, String inTheHtml) {
		assertThat(Http.postForm(this.board.uri("/"), "named " + name, name).statusCode()).isEqualTo(303);
		assertThat(page()).contains("<bdi class=\"name\">" + inTheHtml + "</bdi>");
	}

	@Test
	void markupIsInertAlsoInAFormThatIsShownAgain() {
		HttpResponse<String> refused = Http.postForm(this.board.uri("/"),
				"</textarea><script>alert(1)</script>" + "x".repeat(500), "\" autofocus onfocus=\"alert(1)");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("&lt;/textarea&gt;&lt;script&gt;", "&quot; autofocus onfocus=&quot;")
			.doesNotContain("<script>alert");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					Cafe%CC%81, Caf\u00E9
					a%00b, ab
					a%E2%80%AEb, ab
					a%E2%81%A6b%E2%81%A9, ab
					a%E2%80%8B%E2%81%A0%EF%BB%BFb, ab
					hi%0A2026-11-21T09:20:00Z ERROR, 'hi\n2026-11-21T09:20:00Z ERROR'
					%1B%5B31mred, [31mred
					100%25, 100%
					%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7%E2%80%8D%F0%9F%91%A6, \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66
					""")
	void whatIsStoredIsInFormCAndHoldsNothingUnseen(String encoded, String text) {
		assertThat(Http.postRawForm(server(), "message=" + encoded)).startsWith("HTTP/1.1 303");
		assertThat(stored()).first().isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%20%09%0D%0A", "%E2%80%8D", "%E2%80%8B", "%C2%A0%E3%80%80", "%E3%85%A4", "%00", "" })
	void whatShowsNothingIsRefused(String encoded) {
		assertThat(Http.postRawForm(server(), "message=" + encoded)).startsWith("HTTP/1.1 422");
		assertNothingNew();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%C0%AF", "%ED%A0%80", "%zz", "%", "%4", "abc%" })
	void brokenEncodingIsABadRequestAndStoresNothing(String encoded) {
		String answer = Http.postRawForm(server(), "message=" + encoded);
		assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "Tomcat/");
		assertNothingNew();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%C0%AF", "/%zz", "/%", "/?before=%ED%A0%80", "/?before=%zz", "/?%", "/%2F", "/%5c",
			"/..;/actuator/env", "/..%2factuator/env", "/actuator/env", "/\\..\\x" })
	void brokenOrProbingAddressesAreRefusedAndTellNothing(String target) {
		String answer = Http.getRaw(server(), target);
		assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*").doesNotContain("Exception", "Tomcat/", "\tat ");
	}

	@Test
	void halfOfASurrogatePairInJsonIsRefusedWithAReason() {
		HttpResponse<String> refused = Http.postJson(this.board.uri("/messages"), "{\"message\":\"a\\ud800\"}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<List<String>>read(refused.body(), "$.errors[*].code")).containsExactly("broken-character");
	}

	@Test
	void aThousandMarksOnACharacterAreRefusedWithAReason() {
		HttpResponse<String> refused = post("Z\u0351\u036B\u0343\u036A".repeat(2) + "a" + "\u0301".repeat(1000));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("carries more than 4 accents or marks");
		assertNothingNew();
	}

	@Test
	void theLongestMessageIsKeptWholeAndOneCharacterMoreIsRefused() {
		String longest = "\uD83D\uDE80".repeat(500);
		assertThat(post(longest).statusCode()).isEqualTo(303);
		assertThat(stored()).first().isEqualTo(longest);
		assertThat(post(longest + "x").statusCode()).isEqualTo(422);
	}

	@Test
	void aFamilyIsOneEmojiOnThePage() {
		assertThat(post("family " + FAMILY).statusCode()).isEqualTo(303);
		assertThat(page()).contains(">family " + FAMILY + "</p>");
	}

	@Test
	void textIsKeptInJsonAsInTheForm() {
		String typed = "\"quoted\" \\ / <b> \u00E4\u6F22 " + FAMILY;
		String json = JsonPath.parse("{}").put("$", "message", typed).jsonString();
		assertThat(Http.postJson(this.board.uri("/messages"), json).statusCode()).isEqualTo(201);
		assertThat(stored()).first().isEqualTo(typed);
	}

	private HttpResponse<String> post(String message) {
		return Http.postForm(this.board.uri("/"), message, "");
	}

	private String page() {
		return Http.get(this.board.uri("/?posted=x")).body();
	}

	private List<String> stored() {
		return JsonPath.read(Http.get(this.board.uri("/messages")).body(), "$.messages[*].message");
	}

	private void assertNothingNew() {
		assertThat(stored()).hasSize(this.storedBefore);
	}

	private URI server() {
		return this.board.uri("/");
	}

}
