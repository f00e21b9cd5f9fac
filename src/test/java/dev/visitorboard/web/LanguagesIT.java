package dev.visitorboard.web;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest
record LanguagesIT(RunningBoard board) {

	private static final Map<String, String> NOTHING_HERE = Map.of("en", "There is nothing here", "de",
			"Hier ist nichts", "es", "Aquí no hay nada", "fr", "Il n’y a rien ici", "ja", "ここには何もありません", "ar",
			"لا شيء هنا");

	@Test
	void eachLanguageHasItsPagesAndItsErrors() {
		HtmlChecker checker = new HtmlChecker();
		NOTHING_HERE.forEach((language, words) -> {
			HttpResponse<String> page = get("/", "Accept-Language", language);
			HttpResponse<String> missing = get("/nowhere", "Accept-Language", language);
			assertThat(missing.body()).contains(words);
			for (HttpResponse<String> answer : List.of(page, missing)) {
				assertThat(answer.headers().firstValue("Content-Language")).contains(language);
				assertThat(answer.body())
					.contains("<html lang=\"%s\"%s>".formatted(language, language.equals("ar") ? " dir=\"rtl\"" : ""))
					.contains("<button name=\"language\" value=\"%1$s\" lang=\"%1$s\"".formatted(language))
					.containsOnlyOnce("aria-current=\"true\"");
				assertThat(checker.problems(answer.body())).isEmpty();
			}
		});
	}

	@Test
	void aChoiceIsKeptAndGoesBeforeWhatTheBrowserPrefers() {
		HttpResponse<String> chosen = choose("fr", "Referer", this.board.uri("/history?a=b").toString());
		assertThat(chosen.statusCode()).isEqualTo(303);
		assertThat(chosen.headers().firstValue("Location")).contains("/history?a=b");
		String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(cookie).startsWith("language=fr;").contains("Path=/", "Max-Age=31536000", "SameSite=Lax");
		HttpResponse<String> page = get("/", "Accept-Language", "de", "Cookie", cookie.replaceFirst(";.*", ""));
		assertThat(page.body()).contains("<html lang=\"fr\">", "Laisser un message");
		assertThat(page.headers().allValues("Vary")).contains("Accept-Language", "Cookie");
		String etag = page.headers().firstValue("ETag").orElseThrow();
		assertThat(get("/", "Accept-Language", "de", "If-None-Match", etag).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://evil.example/fleet   | /fleet
			https://evil.example//evil   | /
			http://board/messages/x/delete | /
			javascript:alert(1)          | /
			no address at all            | /
			https://board.example        | /
			""")
	void theWayBackNeverLeadsToAnotherSite(String from, String back) {
		assertThat(choose("de", "Referer", from).headers().firstValue("Location")).contains(back);
	}

	@Test
	void anUnknownChoiceIsRefusedAndAnUnknownCookieIsNone() {
		HttpResponse<String> refused = choose("tlh");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat((String) JsonPath.read(refused.body(), "$.detail"))
			.isEqualTo("language must be one of en, de, es, fr, ja, ar.");
		assertThat(get("/", "Cookie", "language=tlh", "Accept-Language", "ja").body()).contains("<html lang=\"ja\">");
	}

	@Test
	void reasonsForProgramsAreInTheirLanguageToo() {
		assertThat((String) JsonPath.read(
				Http.postJson(this.board.uri("/messages"), "{}", "Accept-Language", "es-MX").body(),
				"$.errors[0].reason"))
			.isEqualTo("Escribe algo, por favor.");
	}

	private HttpResponse<String> get(String path, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Accept";
		all[headers.length + 1] = "text/html";
		return Http.get(this.board.uri(path), all);
	}

	private HttpResponse<String> choose(String language, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = "application/x-www-form-urlencoded";
		return Http.send("POST", this.board.uri("/language"), "language=" + language, all);
	}

}
