package dev.visitorboard.board;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// That every kind of page is valid HTML, without a warning, whatever visitors write.
@BesideOthers
@BoardTest({ "board.instance.zone=eu-central-1a", "board.instructor.token=" + HtmlValidityIT.TOKEN })
record HtmlValidityIT(RunningBoard board) {

	private static final HtmlChecker CHECKER = new HtmlChecker();

	static final String TOKEN = "the-instructors-token";

	private static final List<String> LANGUAGES = List.of("en", "de");

	@Test
	void aPageWithoutMessagesIsValid(@BoardTest.OfItsOwn RunningBoard empty) {
		assertValid(200, empty.uri("/"));
	}

	@Test
	void everyPageIsValid() {
		assertValid(200, "/?before=" + MessageId.lowestAt(Instant.EPOCH));
		assertValid(404, "/nothing-here");
		assertValid(400, "/?before=nonsense");

		String posted = post("</textarea><svg/onload=1>\n<!-- \"'&amp;&nosuch;", "\"><img src=x onerror=1>");
		post("\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 café مرحبا", "مها");
		IntStream.rangeClosed(1, 50).forEach((number) -> post("Line " + number, (number % 2 == 0) ? "Ada" : ""));
		String latest = post("The 52nd", "");
		assertValid(200, "/");
		assertValid(200, "/?posted=" + latest);
		assertValid(200, "/?posted=" + posted);
		assertValid(200, "/?before=" + older());
		assertValid(200, "/?after=" + posted);
		assertValid(200, "/messages/" + posted);
		assertValid(200, "/messages/" + post("See https://example.com/?a=1&b=2 (https://example.com).", ""));
		assertValid(404, "/messages/" + MessageId.lowestAt(Instant.EPOCH));

		for (String language : LANGUAGES) {
			assertValid(language, Http.postForm(this.board.uri("/"), " ", "\"><img>".repeat(20), "Accept-Language",
					language, "Accept", "text/html"), 422);
			assertValid(language, postForm("/", "message=x&website=x", "Accept-Language", language), 422);
		}
	}

	@Test
	void everyPageOfThoseWhoDeleteAndModerateIsValid() {
		assertValid(200, "/offline");
		assertValid(200, "/instructor");
		HttpResponse<String> signedIn = postForm("/instructor", "token=" + TOKEN);
		assertValid(200, "/instructor", "Cookie", cookie(signedIn));
		assertValid(200, "/moderation", "Cookie", cookie(signedIn));
		for (String language : LANGUAGES) {
			assertValid(language, postForm("/instructor", "token=wrong", "Accept-Language", language), 401);
		}

		HttpResponse<String> mine = Http.postForm(this.board.uri("/"), "Mine", "Ada");
		String id = idOf(mine);
		assertValid(200, "/?posted=" + id, "Cookie", cookie(mine));
		for (String language : LANGUAGES) {
			assertValid(language, postForm("/messages/" + id + "/delete", "", "Accept-Language", language), 403);
		}
		postForm("/messages/" + id + "/delete", "", "Cookie", cookie(mine));
		assertValid(200, "/?deleted");

		String hidden = post("</p><svg/onload=1>", "\"><img src=x onerror=1>");
		postForm("/moderation/messages/" + hidden + "/hide", "", "Cookie", cookie(signedIn));
		IntStream.rangeClosed(1, 49).forEach((number) -> post("No. " + number, ""));
		assertValid(200, "/moderation", "Cookie", cookie(signedIn));
		assertValid(200, "/moderation?before=" + hidden, "Cookie", cookie(signedIn));
	}

	@Test
	void theCheckerSeesErrorsAndWarnings() {
		String start = "<!DOCTYPE html><html lang=en><title>A page</title>";
		assertThat(CHECKER.problems(start + "<p>Fine")).isEmpty();
		assertThat(CHECKER.problems(start + "<p id=a>One<p id=a>Two")).asString().contains("error", "Duplicate ID");
		assertThat(CHECKER.problems(start + "<p aria-describedby=none>One")).isNotEmpty();
		assertThat(CHECKER.problems(start + "<section><p>No heading</section>")).asString().contains("warning");
		assertThat(CHECKER.problems(start + "<ul><p>No item</ul>")).isNotEmpty();
	}

	private void assertValid(int status, String address, String... cookie) {
		assertValid(status, this.board.uri(address), cookie);
	}

	private static void assertValid(int status, URI address, String... cookie) {
		for (String language : LANGUAGES) {
			String[] headers = Stream
				.concat(Stream.of("Accept-Language", language, "Accept", "text/html"), Stream.of(cookie))
				.toArray(String[]::new);
			assertValid(language, Http.get(address, headers), status);
		}
	}

	private static void assertValid(String language, HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("<html lang=\"%s\">".formatted(language));
		assertThat(CHECKER.problems(answer.body())).as("%d for %s in %s", status, answer.uri(), language)
			.isEqualTo(List.of());
	}

	/// The id of the new message.
	private String post(String message, String name) {
		return idOf(Http.postForm(this.board.uri("/"), message, name));
	}

	private static String idOf(HttpResponse<String> posted) {
		return posted.headers().firstValue("Location").orElseThrow().replaceFirst(".*#", "");
	}

	private static String cookie(HttpResponse<String> answer) {
		return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	private HttpResponse<String> postForm(String address, String form, String... headers) {
		String[] all = Stream.concat(Stream.of("Content-Type", "application/x-www-form-urlencoded"), Stream.of(headers))
			.toArray(String[]::new);
		return Http.send("POST", this.board.uri(address), form, all);
	}

	private MessageId older() {
		String link = Http.get(this.board.uri("/messages")).headers().firstValue("Link").orElseThrow();
		Optional<MessageId> cursor = MessageId.parse(link.replaceFirst(".*before=([^>]*)>.*", "$1"));
		return cursor.orElseThrow();
	}

}
