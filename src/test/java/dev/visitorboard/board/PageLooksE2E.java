package dev.visitorboard.board;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.local.Browser;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.Legibility;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/// That the pages fit their screens, can be read and load nothing foreign.
class PageLooksE2E {

	private static final String TOKEN = "the-instructors-token";

	private static Browser browser;

	private static RunningBoard board;

	@BeforeAll
	static void startWithAFullBoard() {
		browser = Browser.startFor(PageLooksE2E.class);
		board = RunningBoard.start("i-0123456789abcdef0", RunningBoard.newTable(), "board.instance.zone=eu-central-1a",
				"board.instructor.token=" + TOKEN);
		IntStream.rangeClosed(1, 50).forEach((number) -> Http.postForm(board.uri("/"), "No. " + number, ""));
		Http.postForm(board.uri("/"), "W".repeat(500), "N".repeat(50));
	}

	@BeforeEach
	void startAfresh() {
		browser.startAfresh();
	}

	@AfterAll
	static void stop() {
		// Null where there is no browser.
		if (browser != null) {
			browser.close();
			board.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void everyPageFitsItsScreenAndEveryTextStandsOutFromItsGround(int width, String scheme) {
		browser.onScreen(width, 800, scheme);
		for (URI page : pages()) {
			browser.open(page);
			Legibility.assertFitsAndReads(browser, width, page.toString());
		}
		browser.open(board.uri("/")).post("   ", "N");
		assertThat(browser.shows("#message-reason")).isTrue();
		Legibility.assertFitsAndReads(browser, width, "a refused post");
		browser.find("#message").sendKeys("Posted at " + width + ", " + scheme);
		browser.follow("button");
		assertThat(browser.shows("#posted")).isTrue();
		Legibility.assertFitsAndReads(browser, width, "a message just posted");
		browser.find(".own button").sendKeys(Keys.ENTER);
		assertThat(browser.shows(".own button.sure")).isTrue();
		Legibility.assertFitsAndReads(browser, width, "a message about to be deleted");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void theInstructorsPagesFitAndRead(int width, String scheme) {
		browser.onScreen(width, 800, scheme);
		browser.open(board.uri("/moderation"));
		browser.find("#token").sendKeys("wrong");
		browser.follow("button");
		assertThat(browser.shows(".refused")).isTrue();
		Legibility.assertFitsAndReads(browser, width, "a wrong token");
		browser.find("#token").sendKeys(TOKEN);
		browser.follow("button");
		browser.follow(".messages button");
		assertThat(browser.shows(".gone .state")).isTrue();
		Legibility.assertFitsAndReads(browser, width, "a hidden message");
		browser.follow(".gone button");
		assertThat(browser.shows(".gone")).isFalse();
		browser.follow("a[rel=next]");
		Legibility.assertFitsAndReads(browser, width, "older messages of an instructor");
		browser.follow(".bar button");
		assertThat(browser.shows("#token")).isTrue();
		assertThat(browser.console()).noneMatch((line) -> line.contains(".js"));
	}

	@Test
	void darkAndLightAreDifferentPages() {
		browser.onScreen(1440, 800, "light");
		browser.open(board.uri("/"));
		String light = browser.find("body").getCssValue("background-color");
		browser.onScreen(1440, 800, "dark");
		assertThat(browser.find("body").getCssValue("background-color")).isNotEqualTo(light);
	}

	@Test
	void nothingForeignIsRequestedAndTheConsoleStaysEmpty() {
		browser.open(board.uri("/"));
		browser.await("the visitor's number", () -> browser.shows("#visitor"));
		browser.post("Quiet in here", "");
		browser.lookAgain();
		browser.await("a refresh", () -> requests().stream().anyMatch((it) -> it.equals(board.uri("/").toString())));

		assertThat(requests()).contains(board.uri("/board.css").toString(), board.uri("/board.js").toString())
			.allMatch((it) -> it.startsWith(board.uri("/").toString()));
		assertThat(browser.console()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<svg/onload=1>", "\"><img src=x onerror=1>" })
	void theHtmlOfVisitorsIsTextHoweverItComesOntoThePage(String html) {
		browser.open(board.uri("/"));
		Http.postForm(board.uri("/"), html, html);
		browser.await("the message", () -> {
			browser.lookAgain();
			return browser.text(".text").equals(html);
		});
		assertThat(browser.text(".name")).isEqualTo(html);
		assertThat(browser.count("main svg, main img")).isZero();

		browser.open(board.uri("/"));
		assertThat(browser.text(".text")).isEqualTo(html);
		assertThat(browser.text(".name")).isEqualTo(html);
		assertThat(browser.count("main svg, main img")).isZero();
		assertThat(browser.console()).isEmpty();
	}

	/// Newest, older, past the end, and none.
	private static List<URI> pages() {
		browser.open(board.uri("/"));
		String older = String.valueOf(browser.find("#older").getDomAttribute("href"));
		String end = MessageId.lowestAt(Instant.EPOCH).toString();
		return List.of(board.uri("/"), board.uri(older), board.uri("/?before=" + end), board.uri("/nothing-here"));
	}

	private static List<String> requests() {
		Object names = browser.run("return performance.getEntriesByType('resource').map((it) => it.name)");
		return (names instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

}
