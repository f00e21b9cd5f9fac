package dev.visitorboard.web;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@BoardTest
record ErrorFormatsIT(RunningBoard board) {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8
			text/html                                                       | text/html;charset=UTF-8
			application/json                                                | application/problem+json
			application/problem+json, text/html                             | application/problem+json
			application/vnd.api+json                                        | application/problem+json
			text/plain                                                      | text/plain;charset=UTF-8
			*/*                                                             | application/problem+json
			image/png                                                       | application/problem+json
			no media type                                                   | application/problem+json
			""")
	void anUnknownPathIsNotFoundInTheClientsFormat(String accept, String contentType) {
		HttpResponse<String> missing = Http.get(this.board.uri("/nope"), "Accept", accept);
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.headers().firstValue("Content-Type")).contains(contentType);
		assertThat(missing.headers().firstValue("X-Served-By")).contains("i-1");
		assertThat(missing.headers().firstValue("Cache-Control")).contains("no-store");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			,,,              | 200 | text/html;charset=UTF-8
			no media type    | 200 | text/html;charset=UTF-8
			text/html;q=0    | 406 | application/problem+json
			*/*;q=0          | 406 | application/problem+json
			application/json | 406 | application/problem+json
			""")
	void whatCannotBeReadIsNoPreference(String accept, int status, String contentType) {
		HttpResponse<String> page = Http.get(this.board.uri("/"), "Accept", accept);
		assertThat(page.statusCode()).isEqualTo(status);
		assertThat(page.headers().firstValue("Content-Type")).contains(contentType);
		assertThat(Http.get(this.board.uri("/actuator/health"), "Accept", ",,,").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "PUT", "PATCH", "DELETE" })
	void aFormThatCannotBeDecodedIsNoErrorOfOurs(String method) {
		HttpResponse<String> refused = Http.send(method, this.board.uri("/"), "message=%zz", "Content-Type",
				"application/x-www-form-urlencoded");
		assertThat(refused.statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health/nope, 404", "/board.css, 412" })
	void anErrorThatNobodyWordsIsWordedByUs(String path, int status) {
		HttpResponse<String> refused = Http.get(this.board.uri(path), "If-Unmodified-Since",
				"Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat((Integer) JsonPath.read(refused.body(), "$.status")).isEqualTo(status);
		assertThat(refused.headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void aProblemNamesTheAddressThatWasAskedFor() {
		String problem = Http.get(this.board.uri("/nope")).body();
		assertThat((Integer) JsonPath.read(problem, "$.status")).isEqualTo(404);
		assertThat((String) JsonPath.read(problem, "$.title")).isEqualTo("Not Found");
		assertThat((String) JsonPath.read(problem, "$.detail")).isEqualTo("There is nothing at this address.");
		assertThat((String) JsonPath.read(problem, "$.instance")).isEqualTo("/nope");
	}

	@Test
	void aBrowserGetsAPageInItsLanguageWithAWayBack() {
		String page = Http.get(this.board.uri("/nope"), "Accept", "text/html", "Accept-Language", "de").body();
		assertThat(page).contains("<html lang=\"de\">", "Hier ist nichts", "<a href=\"/\">Zum Board</a>");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			HEAD, /nope, 404
			OPTIONS, /nope, 404
			POST, /nope, 404
			PUT, /, 405
			DELETE, /messages, 405
			PATCH, /count, 405
			POST, /health, 405
			TRACE, /, 405
			GET, /error, 404
			""")
	void methodsAndPathsThatThereAreNotAreRefused(String method, String path, int status) {
		HttpResponse<String> refused = Http.send(method, this.board.uri(path), "", "Accept", "text/html");
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(refused.body()).doesNotContain("Exception");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/                | GET,HEAD,POST,OPTIONS
			/messages        | GET,HEAD,POST,OPTIONS
			/messages/x      | GET,HEAD,DELETE,OPTIONS
			/health          | GET,HEAD,OPTIONS
			/actuator/health | GET,HEAD,OPTIONS
			/board.css       | GET,HEAD,OPTIONS
			""")
	void optionsNameTheMethodsOfAPath(String path, String methods) {
		HttpResponse<String> options = Http.send("OPTIONS", this.board.uri(path), "");
		assertThat(options.statusCode()).isEqualTo(200);
		assertThat(options.headers().firstValue("Allow").orElseThrow().split(","))
			.containsExactlyInAnyOrder(methods.split(","));
	}

	@ParameterizedTest
	@CsvSource({ "/health", "/messages", "/board.css", "/actuator/health/readiness" })
	void aHeadRequestIsAnsweredAsGetIsWithoutTheBody(String path) {
		HttpResponse<String> get = Http.get(this.board.uri(path));
		HttpResponse<String> head = Http.send("HEAD", this.board.uri(path), "");
		assertThat(head.statusCode()).isEqualTo(get.statusCode());
		assertThat(head.headers().firstValue("Content-Type")).isEqualTo(get.headers().firstValue("Content-Type"));
		assertThat(head.body()).isEmpty();
	}

	@Test
	void everyAnswerSaysWhatAPageMayLoad() {
		for (String path : new String[] { "/", "/nope", "/count", "/board.js", "/actuator/health" }) {
			HttpResponse<String> answer = Http.get(this.board.uri(path));
			assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).as(path)
				.startsWith("default-src 'none'; script-src 'self'");
			assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
			assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
		}
	}

	@Test
	void everyErrorHasTheIdOfItsRequestInItsHeaderAndItsText() {
		for (String accept : new String[] { "text/html", "text/plain", "application/json" }) {
			HttpResponse<String> missing = Http.get(this.board.uri("/nope"), "Accept", accept);
			assertThat(missing.body()).as(accept).contains(missing.headers().firstValue("X-Request-Id").orElseThrow());
		}
		assertThat(Http.get(this.board.uri("/"), "X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678")
			.headers()
			.firstValue("X-Request-Id")).contains("1-67891233-abcdef012345678912345678");
	}

	@Test
	void onlyBehindTlsABrowserIsToldToStayThere() {
		assertThat(Http.get(this.board.uri("/"), "X-Forwarded-Proto", "https")
			.headers()
			.firstValue("Strict-Transport-Security")).contains("max-age=31536000");
		assertThat(Http.get(this.board.uri("/")).headers().firstValue("Strict-Transport-Security")).isEmpty();
		assertThat(Http.get(this.board.uri("/nope"), "X-Forwarded-Host", "evil.example", "Accept", "text/html").body())
			.doesNotContain("evil.example");
	}

}
