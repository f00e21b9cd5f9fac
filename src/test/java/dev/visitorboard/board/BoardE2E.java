package dev.visitorboard.board;

import java.util.Locale;
import java.util.stream.IntStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import dev.visitorboard.local.Browser;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/// What a visitor does on the board, in a real browser.
class BoardE2E {

	private static Browser browser;

	private final String table = RunningBoard.newTable();

	@AutoClose
	private final RunningBoard board = RunningBoard.start("i-1", this.table);

	@BeforeAll
	static void startBrowser() {
		browser = Browser.startFor(BoardE2E.class);
	}

	@BeforeEach
	void startBoard() {
		browser.startAfresh();
	}

	@AfterAll
	static void stopBrowser() {
		// Null where there is no browser.
		if (browser != null) {
			browser.close();
		}
	}

	@Test
	void anEmptyBoardInvitesAndTheFirstMessageTakesItsPlace() {
		browser.open(this.board.uri("/"));
		assertThat(browser.text("#empty")).contains("Nobody has written yet");

		browser.post("Hello, board!", "Ada");

		assertThat(browser.text("#posted")).isEqualTo("Your message is on the board.");
		assertThat(browser.shows("#empty")).isFalse();
		assertThat(browser.count("#messages > li")).isOne();
		assertThat(browser.text("#messages > li")).contains("Hello, board!", "Ada", "taken by i-1");
		assertThat(browser.value("#message")).isEmpty();
	}

	@Test
	void theMessageJustPostedIsHighlightedInSightOfItsNotice() {
		IntStream.rangeClosed(1, 6).forEach((number) -> Http.postForm(this.board.uri("/"), "No. " + number, ""));
		browser.onScreen(360, 640, "light");
		browser.open(this.board.uri("/"));

		browser.post("Mine", "");

		WebElement mine = browser.find("#messages > li");
		WebElement earlier = browser.find("#messages > li + li");
		assertThat(browser.address()).hasPath("/").hasNoQuery().hasFragment(mine.getDomAttribute("id"));
		assertThat(mine.getCssValue("background-color")).isNotEqualTo(earlier.getCssValue("background-color"));
		assertThat(browser.run("return document.getElementById('posted').getBoundingClientRect().top")).asString()
			.satisfies((top) -> assertThat(Double.parseDouble(top)).isBetween(0.0, 640.0));
	}

	@Test
	void aVisitorIsCountedOnceHoweverOftenThePageIsReloaded() {
		browser.open(this.board.uri("/"));
		browser.await("the visitor's number", () -> browser.shows("#visitor"));
		assertThat(browser.text("#visitor")).isEqualTo("You are visitor no. 1.");
		browser.await("the count with this visitor in it", () -> browser.text("#count").equals("1 visitor so far"));

		Http.send("POST", this.board.uri("/count"), "");
		browser.reload();
		// The page holds this lock while it counts its visitor.
		browser.runToItsEnd("navigator.locks.request('visit', () => {})");

		assertThat(browser.text("#visitor")).isEqualTo("You are visitor no. 1.");
		assertThat(browser
			.run("return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('/count')).length"))
			.isEqualTo(0L);
		assertThat(Http.get(this.board.uri("/count")).body()).isEqualTo("{\"count\":2}");
	}

	@Test
	void twoInstancesShowOneBoardAndOneCountAndSayWhichOfThemServed() {
		try (RunningBoard other = RunningBoard.start("i-2", this.table)) {
			browser.open(this.board.uri("/"));
			browser.await("the count", () -> browser.text("#count").equals("1 visitor so far"));
			browser.post("Posted on the first", "");
			assertThat(browser.text("#served")).isEqualTo("Served by i-1");

			browser.open(other.uri("/"));
			browser.await("the message and the count on the other instance",
					() -> browser.text("#messages").contains("Posted on the first")
							&& browser.text("#count").equals("1 visitor so far"));
			assertThat(browser.text("#messages > li")).contains("taken by i-1");
			assertThat(browser.text("#served")).isEqualTo("Served by i-2");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "   ",
			"much too long, much too long, much too long, much too long, much too long, much too long, much too long, "
					+ "much too long, much too long, much too long, much too long, much too long, much too long, "
					+ "much too long, much too long, much too long, much too long, much too long, much too long, "
					+ "much too long, much too long, much too long, much too long, much too long, much too long, "
					+ "much too long, much too long, much too long, much too long, much too long, much too long, "
					+ "much too long, much too long, much too long" })
	void aRefusedPostKeepsWhatWasTypedAndSaysWhyBesideTheField(String message) {
		browser.open(this.board.uri("/"));

		browser.post(message, "Ada");

		assertThat(browser.shows(".refused")).isTrue();
		assertThat(browser.value("#message")).isEqualTo(message);
		assertThat(browser.value("#name")).isEqualTo("Ada");
		assertThat(browser.shows("#message[aria-invalid=true][aria-describedby^='message-reason '] + #message-reason"))
			.isTrue();
		assertThat(browser.text("#message-reason")).startsWith("Please ");
		assertThat(browser.shows("#message:focus")).isTrue();
		assertThat(browser.count("#name[aria-invalid]")).isZero();
	}

	@Test
	void theFieldThatIsForProgramsIsOutOfSightAndReach() {
		browser.open(this.board.uri("/"));
		assertThat(browser.run("return document.getElementById('website').getBoundingClientRect().right < 0"))
			.isEqualTo(true);
		assertThat(browser.count("[aria-hidden=true] #website[tabindex='-1'][autocomplete=off]")).isOne();

		browser.find("#name").sendKeys(Keys.TAB);
		assertThat(browser.shows("button:focus")).isTrue();

		browser.run("document.getElementById('website').value = 'https://example.com'");
		browser.post("From a person", "Ada");
		assertThat(browser.text(".refused")).contains("a field that nobody sees was filled in");
		assertThat(browser.value("#message")).isEqualTo("From a person");
		browser.follow("button:focus");
		assertThat(browser.text("#messages > li")).contains("From a person", "Ada");
	}

	@Test
	void aDraftSurvivesAReloadUntilItIsPosted() {
		browser.open(this.board.uri("/"));
		browser.find("#message").sendKeys("Half a thou");
		browser.find("#name").sendKeys("Ada");

		browser.reload();
		assertThat(browser.value("#message")).isEqualTo("Half a thou");
		assertThat(browser.value("#name")).isEqualTo("Ada");

		browser.post("ght", "");
		assertThat(browser.text("#messages > li")).contains("Half a thought");
		browser.reload();
		assertThat(browser.value("#message")).isEmpty();
	}

	@Test
	void withoutJavaScriptThePageIsCompleteFromPostingToOlderMessages() {
		IntStream.rangeClosed(1, 50).forEach((number) -> Http.postForm(this.board.uri("/"), "No. " + number, ""));
		browser.withoutScripts();
		browser.open(this.board.uri("/"));

		browser.post("No. 51", "Ada");
		assertThat(browser.shows("#posted")).isTrue();
		assertThat(browser.text("#messages > li")).contains("No. 51", "Ada", "UTC", "taken by i-1");
		assertThat(browser.count("#messages > li")).isEqualTo(50);
		assertThat(browser.text("#count")).isEqualTo("No visitors yet");

		browser.follow("#older");
		assertThat(browser.count("#messages > li")).isOne();
		assertThat(browser.text("#messages > li")).contains("No. 1");
		assertThat(browser.shows("#older")).isFalse();

		browser.follow("nav a[href='/']");
		assertThat(browser.text("#messages > li")).contains("No. 51");
	}

	@Test
	void timesAreShownInTheReadersOwnZone() {
		Http.postForm(this.board.uri("/"), "What time is it?", "");
		browser.inZone("Asia/Tokyo");
		browser.open(this.board.uri("/"));

		ZonedDateTime inTokyo = ZonedDateTime.parse(String.valueOf(browser.find("time").getDomAttribute("datetime")))
			.withZoneSameInstant(ZoneId.of("Asia/Tokyo"));
		assertThat(browser.text("time").replace('\u202f', ' '))
			.isEqualTo(DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a", Locale.ENGLISH).format(inTokyo));
	}

}
