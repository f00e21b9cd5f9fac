package dev.visitorboard.access;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What browsers of today (`Sec-Fetch-Site`), of yesterday (`Origin`) and programs (neither) may send.
@BoardTest
record OriginCheckIT(RunningBoard board) {

	@ParameterizedTest
	@CsvSource(textBlock = """
			Sec-Fetch-Site, same-origin, 303
			Sec-Fetch-Site, none, 303
			Sec-Fetch-Site, same-site, 403
			Sec-Fetch-Site, cross-site, 403
			Sec-Fetch-Site, '', 403
			Origin, http://HOST, 303
			Origin, https://HOST, 303
			Origin, null, 403
			Origin, '', 403
			Origin, http://127.0.0.1:1, 403
			Origin, http://127.0.0.1, 403
			Origin, http://HOST.evil.com, 403
			Origin, http://evil.com, 403
			Origin, http://evil.com/HOST, 403
			Origin, http://HOST@evil.com, 403
			Origin, http://[, 403
			Referer, http://evil.com/, 303
			""")
	void aPostIsTakenFromOurOwnPageOrAProgram(String header, String value, int status) {
		String host = this.board.uri("/").getAuthority();
		HttpResponse<String> post = Http.postForm(this.board.uri("/"), header + value, "", header,
				value.replace("HOST", host));
		assertThat(post.statusCode()).isEqualTo(status);
	}

	@Test
	void whatTheBrowserSaysOfTheSiteCountsMoreThanTheOrigin() {
		HttpResponse<String> post = Http.postForm(this.board.uri("/"), "x", "", "Origin",
				"http://" + this.board.uri("/").getAuthority(), "Sec-Fetch-Site", "cross-site");
		assertThat(post.statusCode()).isEqualTo(403);
		assertThat((String) JsonPath.read(post.body(), "$.detail"))
			.isEqualTo("This request comes from a page of another site, which may not change anything here.");
	}

	@Test
	void theJsonApiIsCheckedTooAndReadingIsNot() {
		HttpResponse<String> post = Http.postJson(this.board.uri("/messages"), "{\"message\":\"x\"}", "Origin",
				"http://evil.com");
		assertThat(post.statusCode()).isEqualTo(403);
		assertThat(Http.get(this.board.uri("/messages"), "Origin", "http://evil.com").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/count", "/count;x=1" })
	void theCounterIsOpenToEveryOrigin(String path) {
		HttpResponse<String> count = Http.send("POST", this.board.uri(path), "", "Origin", "http://elsewhere.example",
				"Sec-Fetch-Site", "cross-site");
		assertThat(count.statusCode()).isEqualTo(200);
		assertThat(count.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
	}

}
