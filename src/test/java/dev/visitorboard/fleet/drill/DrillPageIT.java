package dev.visitorboard.fleet.drill;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The page from which an instructor starts and ends drills.
@BoardTest({ "board.instructor.token=" + DrillPageIT.TOKEN, "board.fleet.cores=0.1" })
record DrillPageIT(RunningBoard board) {

	static final String TOKEN = "the-instructors-token";

	@AfterEach
	void endTheDrill() {
		this.board.bean(DrillRunner.class).cancel();
	}

	@Test
	void theInstructorsPageStartsAndEndsIt() {
		assertThat(page("", "en").body()).contains("name=\"token\"", "action=\"/instructor\"");
		HttpResponse<String> signedIn = form("/instructor", "token=" + TOKEN + "&page=/fleet/drill", "");
		assertThat(signedIn.headers().firstValue("Location")).contains("/fleet/drill");
		String session = session(signedIn);
		assertThat(page(session, "en").body()).contains("action=\"/fleet/drill/start\"", "3 minutes")
			.doesNotContain("cancel");

		HttpResponse<String> started = form("/fleet/drill/start", "intensity=20&duration=PT1M", session);
		assertThat(started.statusCode()).isEqualTo(303);
		assertThat(started.headers().firstValue("Location")).contains("/fleet");
		assertThat(page(session, "en").body()).contains("20% busy for another", "action=\"/fleet/drill/cancel\"");
		assertThat(form("/fleet/drill/start", "", session).headers().firstValue("Location")).contains("/fleet/drill");

		assertThat(form("/fleet/drill/cancel", "", session).statusCode()).isEqualTo(303);
		assertThat(page(session, "en").body()).contains("action=\"/fleet/drill/start\"");
		assertThat(form("/fleet/drill/start", "intensity=91", session).statusCode()).isEqualTo(400);
	}

	@Test
	void anotherSitesPageCannotUseTheInstructorsSession() {
		String session = session(form("/instructor", "token=" + TOKEN + "&page=/fleet/drill", ""));
		assertThat(form("/fleet/drill/start", "", session, "Origin", "https://evil.example").statusCode())
			.isEqualTo(403);
	}

	@Test
	void aWrongTokenOnThePageIsSaidSo() {
		HttpResponse<String> refused = form("/instructor",
				"page=/fleet/drill&token=" + URLEncoder.encode("<wrong>", StandardCharsets.UTF_8), "",
				"X-Forwarded-For", "203.0.113.78");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("That token is wrong.").doesNotContain("<wrong>");
	}

	@Test
	void withoutASessionNobodyStartsOrEndsADrill() {
		this.board.bean(DrillRunner.class).start(10, Duration.ofMinutes(1));
		assertThat(form("/fleet/drill/start", "", "").statusCode()).isEqualTo(401);
		assertThat(form("/fleet/drill/cancel", "", "instructor=1.x").statusCode()).isEqualTo(401);
		assertThat(this.board.bean(DrillRunner.class).running()).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "de" })
	void everyPageOfADrillIsValidHtml(String language) {
		HtmlChecker checker = new HtmlChecker();
		String session = session(form("/instructor", "token=" + TOKEN + "&page=/fleet/drill", ""));
		for (String cookie : List.of("", session)) {
			assertThat(checker.problems(page(cookie, language).body())).isEqualTo(List.of());
		}
		assertThat(checker.problems(form("/fleet/drill/start", "", "", "Accept-Language", language).body()))
			.isEqualTo(List.of());

		form("/fleet/drill/start", "", session);
		String running = page(session, language).body();
		assertThat(running).contains("<html lang=\"" + language + "\"", "action=\"/fleet/drill/cancel\"");
		assertThat(checker.problems(running)).isEqualTo(List.of());
		String fleet = Http.get(this.board.uri("/fleet"), "Accept", "text/html", "Accept-Language", language).body();
		assertThat(fleet).contains("id=\"drill\"");
		assertThat(checker.problems(fleet)).isEqualTo(List.of());
	}

	private static String session(HttpResponse<String> signedIn) {
		return signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	private HttpResponse<String> page(String session, String language) {
		return Http.get(this.board.uri("/fleet/drill"), "Accept", "text/html", "Accept-Language", language, "Cookie",
				session);
	}

	private HttpResponse<String> form(String path, String body, String session, String... more) {
		String[] headers = Stream
			.concat(Stream.of("Content-Type", "application/x-www-form-urlencoded", "Cookie", session), Stream.of(more))
			.toArray(String[]::new);
		return Http.send("POST", this.board.uri(path), body, headers);
	}

}
