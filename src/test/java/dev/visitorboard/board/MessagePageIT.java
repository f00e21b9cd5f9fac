package dev.visitorboard.board;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A message at an address of its own, for people and for programs.
@BesideOthers
@BoardTest
record MessagePageIT(RunningBoard board) {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@Test
	void aBrowserGetsAPageAndAProgramJson() {
		String address = post("<b>One</b> of many", "Ada");
		HttpResponse<String> page = Http.get(this.board.uri(address), "Accept", BROWSER);
		assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(page.body()).contains("<title>Message by Ada · Visitor Board</title>",
				"&lt;b&gt;One&lt;/b&gt; of many", "<bdi>i-1</bdi>", "href=\"/?before=", "href=\"/?after=");
		for (String accept : new String[] { "*/*", "application/json", "application/json, text/html;q=0.9" }) {
			HttpResponse<String> json = Http.get(this.board.uri(address), "Accept", accept);
			assertThat(JsonPath.<String>read(json.body(), "$.name")).isEqualTo("Ada");
		}
		assertThat(Http.get(this.board.uri("/"), "Accept", BROWSER).body()).contains("href=\"" + address + "\"");
	}

	@Test
	void whatNobodyMaySeeHasNoPage() {
		String hidden = post("hidden", "");
		this.board.bean(Board.class).hide(idOf(hidden));
		String deleted = post("deleted", "");
		this.board.bean(Board.class).delete(idOf(deleted));
		for (String address : new String[] { hidden, deleted, "/messages/01a1fd67-ca00-7000-8000-000000000000",
				"/messages/x" }) {
			HttpResponse<String> page = Http.get(this.board.uri(address), "Accept", BROWSER);
			assertThat(page.statusCode()).as(address).isEqualTo(404);
			assertThat(page.body()).contains("There is nothing here").doesNotContain("hidden<", "deleted<");
		}
	}

	@Test
	void aPreviewOfItsAddressShowsTheMessage() {
		assertThat(Http.get(this.board.uri(post("Tea \"or\" coffee?", "Ada")), "Accept", BROWSER).body())
			.contains("<meta property=\"og:description\" content=\"Tea &quot;or&quot; coffee?\">");
	}

	@Test
	void addressesInTheTextAreLinksThatEarnNobodyAnything() {
		String link = "<a rel=\"nofollow ugc noopener\" href=\"https://example.com/?a=1&amp;b=2\">"
				+ "https://example.com/?a=1&amp;b=2</a>";
		String address = post("see https://example.com/?a=1&b=2, <i>https://x.example\"onclick=1</i>", "");
		for (String page : new String[] { address, "/?posted=x" }) {
			assertThat(Http.get(this.board.uri(page), "Accept", BROWSER).body()).contains("see " + link + ", &lt;i&gt;",
					"href=\"https://x.example\">https://x.example</a>&quot;onclick=1&lt;/i&gt;");
		}
	}

	private String post(String message, String name) {
		HttpResponse<String> posted = Http.postForm(this.board.uri("/"), message, name);
		return posted.headers().firstValue("Location").orElseThrow().replaceFirst(".*#", "/messages/");
	}

	private static MessageId idOf(String address) {
		return MessageId.parse(address.replace("/messages/", "")).orElseThrow();
	}

}
