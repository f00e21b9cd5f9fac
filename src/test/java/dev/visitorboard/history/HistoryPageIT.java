package dev.visitorboard.history;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BesideOthers
@BoardTest
record HistoryPageIT(RunningBoard board) {

	@BeforeAll
	void fiveVisitsAndTwoMessages() {
		for (int i = 0; i < 5; i++) {
			Http.send("POST", this.board.uri("/count"), "");
		}
		Http.postForm(this.board.uri("/"), "one", "");
		Http.postForm(this.board.uri("/"), "two", "");
		// The count may be a second old.
		await().until(() -> JsonPath.<Integer>read(Http.get(this.board.uri("/history")).body(), "$.count") == 5);
	}

	@Test
	void thePageDrawsWhatItsTablesSay() {
		HttpResponse<String> page = page("en");
		assertThat(page.body()).contains("<title>History · Visitor Board</title>")
			.containsPattern(
					"id=\"hours\"[^§]*<b class=\"digits\">5</b> <span>in all</span>[^§]*class=\"present\" d=\"M")
			.containsPattern("id=\"days\"[^§]*<b class=\"digits\">5</b>[^§]*class=\"present\" d=\"M356 40v-40")
			.containsPattern("id=\"messages\"[^§]*<b class=\"digits\">2</b>[^§]*class=\"present\" d=\"M356 40v-40");
		assertThat(page.body().split("<tr><th scope=\"row\">", -1)).hasSize(48 + 90 + 90 + 1);
		assertThat(page.body()).contains("<time datetime=\"%s\" data-fixed".formatted(LocalDate.now(ZoneOffset.UTC)));
		HtmlChecker checker = new HtmlChecker();
		assertThat(checker.problems(page.body())).isEmpty();
		assertThat(checker.problems(page("de").body())).isEmpty();
	}

	@Test
	void programsGetTheSameInJson() {
		String json = Http.get(this.board.uri("/history")).body();
		assertThat(JsonPath.<Integer>read(json, "$.count")).isEqualTo(5);
		assertThat(JsonPath.<List<Integer>>read(json, "$.hours[*].visits")).hasSize(48);
		assertThat(JsonPath.<List<Integer>>read(json, "$.hours[*].visits").stream().mapToInt(Integer::intValue).sum())
			.isEqualTo(5);
		assertThat(JsonPath.<List<Integer>>read(json, "$.days[*].visits").stream().mapToInt(Integer::intValue).sum())
			.isEqualTo(5);
		assertThat(JsonPath.<List<String>>read(json, "$.days[*].day")).hasSize(90)
			.last()
			.isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
		assertThat(JsonPath.<List<Integer>>read(json, "$.days[*].messages").stream().mapToInt(Integer::intValue).sum())
			.isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html,application/xhtml+xml,*/*;q=0.8 | text/html;charset=UTF-8
			application/json | application/json
			*/*              | application/json
			""")
	void oneAddressHasAViewForEachKindOfReader(String accept, String type) {
		HttpResponse<String> answer = Http.get(this.board.uri("/history"), "Accept", accept);
		assertThat(answer.headers().firstValue("Content-Type")).contains(type);
		assertThat(answer.headers().allValues("Vary")).contains("Accept");
		assertThat(answer.headers().firstValue("ETag").orElseThrow()).startsWith("W/");
	}

	@Test
	void anUnchangedPageIsNotSentAgain() {
		String etag = page("en").headers().firstValue("ETag").orElseThrow();
		assertThat(Http.get(this.board.uri("/history"), "Accept", "text/html", "If-None-Match", etag).statusCode())
			.isEqualTo(304);
	}

	/// The page after a post reads the messages anew, and nothing else twice in a minute.
	@Test
	void theDrawingCostsAPageNoQuery() {
		Http.get(this.board.uri("/?posted=x"));
		int before = this.board.queries().sent("QueryRequest");
		for (int i = 0; i < 10; i++) {
			assertThat(Http.get(this.board.uri("/?posted=x")).body()).contains("<svg class=\"bars\"");
		}
		assertThat(this.board.queries().sent("QueryRequest") - before).isLessThanOrEqualTo(10 * 4 + 2);
	}

	private HttpResponse<String> page(String language) {
		return Http.get(this.board.uri("/history"), "Accept", "text/html", "Accept-Language", language);
	}

}
