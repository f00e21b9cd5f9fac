package dev.visitorboard.board;

import java.util.Locale;
import java.util.stream.IntStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/// What a visitor does on the board, in a real browser.
@ExtendWith(InBrowser.class)
@BoardTest
record BoardE2E(Browser browser, RunningBoard board) {

	@Test
	void anEmptyBoardInvitesAndTheFirstMessageTakesItsPlace(@BoardTest.OfItsOwn RunningBoard empty) {
		this.browser.open(empty.uri("/"));
		assertThat(this.browser.text("#empty")).contains("Nobody has written yet");

		this.browser.post("Hello, board!", "Ada");

		assertThat(this.browser.text("#posted")).isEqualTo("Your message is on the board.");
		assertThat(this.browser.shows("#empty")).isFalse();
		assertThat(this.browser.count("#messages > li")).isOne();
		assertThat(this.browser.text("#messages > li")).contains("Hello, board!", "Ada", "taken by i-1");
		assertThat(this.browser.value("#message")).isEmpty();
	}

	@Test
	void theMessageJustPostedIsHighlightedInSightOfItsNotice() {
		IntStream.rangeClosed(1, 6).forEach((number) -> Http.postForm(this.board.uri("/"), "Before " + number, ""));
		this.browser.onScreen(360, 640, "light");
		this.browser.open(this.board.uri("/"));

		this.browser.post("Mine", "");

		WebElement mine = this.browser.find("#messages > li");
		WebElement earlier = this.browser.find("#messages > li + li");
		assertThat(this.browser.address()).hasPath("/").hasNoQuery().hasFragment(mine.getDomAttribute("id"));
		assertThat(mine.getCssValue("background-color")).isNotEqualTo(earlier.getCssValue("background-color"));
		assertThat(this.browser.run("return document.getElementById('posted').getBoundingClientRect().top")).asString()
			.satisfies((top) -> assertThat(Double.parseDouble(top)).isBetween(0.0, 640.0));
	}

	@Test
	void aVisitorIsCountedOnceHoweverOftenThePageIsReloaded(@BoardTest.OfItsOwn RunningBoard empty) {
		this.browser.open(empty.uri("/"));
		this.browser.await("the visitor's number", () -> this.browser.shows("#visitor"));
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor no. 1.");
		this.browser.await("the count with this visitor in it",
				() -> this.browser.text("#count").equals("1 visitor so far"));

		Http.send("POST", empty.uri("/count"), "");
		this.browser.reload();
		// The page holds this lock while it counts its visitor.
		this.browser.runToItsEnd("navigator.locks.request('visit', () => {})");

		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor no. 1.");
		assertThat(browser
			.run("return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('/count')).length"))
			.isEqualTo(0L);
		assertThat(Http.get(empty.uri("/count")).body()).isEqualTo("{\"count\":2}");
	}

	@Test
	void twoInstancesShowOneBoardAndOneCountAndSayWhichOfThemServed(@BoardTest.OfItsOwn RunningBoard one,
			@BoardTest.OfItsOwn RunningBoard other) {
		this.browser.open(one.uri("/"));
		this.browser.await("the count", () -> this.browser.text("#count").equals("1 visitor so far"));
		this.browser.post("Posted on the first", "");
		assertThat(this.browser.text("#served")).isEqualTo("Served by i-1");

		this.browser.open(other.uri("/"));
		this.browser.await("the message and the count on the other instance",
				() -> this.browser.text("#messages").contains("Posted on the first")
						&& this.browser.text("#count").equals("1 visitor so far"));
		assertThat(this.browser.text("#messages > li")).contains("taken by i-1");
		assertThat(this.browser.text("#served")).isEqualTo("Served by i-2");
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
		this.browser.open(this.board.uri("/"));

		this.browser.post(message, "Ada");

		assertThat(this.browser.shows(".refused")).isTrue();
		assertThat(this.browser.value("#message")).isEqualTo(message);
		assertThat(this.browser.value("#name")).isEqualTo("Ada");
		assertThat(this.browser
			.shows("#message[aria-invalid=true][aria-describedby^='message-reason '] + #message-reason")).isTrue();
		assertThat(this.browser.text("#message-reason")).startsWith("Please ");
		assertThat(this.browser.shows("#message:focus")).isTrue();
		assertThat(this.browser.count("#name[aria-invalid]")).isZero();
	}

	@Test
	void theFieldThatIsForProgramsIsOutOfSightAndReach() {
		this.browser.open(this.board.uri("/"));
		assertThat(this.browser.run("return document.getElementById('website').getBoundingClientRect().right < 0"))
			.isEqualTo(true);
		assertThat(this.browser.count("[aria-hidden=true] #website[tabindex='-1'][autocomplete=off]")).isOne();

		this.browser.find("#name").sendKeys(Keys.TAB);
		assertThat(this.browser.shows("button:focus")).isTrue();

		this.browser.run("document.getElementById('website').value = 'https://example.com'");
		this.browser.post("From a person", "Ada");
		assertThat(this.browser.text(".refused")).contains("a field that nobody sees was filled in");
		assertThat(this.browser.value("#message")).isEqualTo("From a person");
		this.browser.follow("button:focus");
		assertThat(this.browser.text("#messages > li")).contains("From a person", "Ada");
	}

	@Test
	void aDraftSurvivesAReloadUntilItIsPosted() {
		this.browser.open(this.board.uri("/"));
		this.browser.find("#message").sendKeys("Half a thou");
		this.browser.find("#name").sendKeys("Ada");

		this.browser.reload();
		assertThat(this.browser.value("#message")).isEqualTo("Half a thou");
		assertThat(this.browser.value("#name")).isEqualTo("Ada");

		this.browser.post("ght", "");
		assertThat(this.browser.text("#messages > li")).contains("Half a thought");
		this.browser.reload();
		assertThat(this.browser.value("#message")).isEmpty();
	}

	@Test
	void withoutJavaScriptThePageIsCompleteFromPostingToOlderMessages(@BoardTest.OfItsOwn RunningBoard empty) {
		IntStream.rangeClosed(1, 50).forEach((number) -> Http.postForm(empty.uri("/"), "No. " + number, ""));
		this.browser.withoutScripts();
		this.browser.open(empty.uri("/"));

		this.browser.post("No. 51", "Ada");
		assertThat(this.browser.shows("#posted")).isTrue();
		assertThat(this.browser.text("#messages > li")).contains("No. 51", "Ada", "UTC", "taken by i-1");
		assertThat(this.browser.count("#messages > li")).isEqualTo(50);
		assertThat(this.browser.text("#count")).isEqualTo("No visitors yet");

		this.browser.follow("#older");
		assertThat(this.browser.count("#messages > li")).isOne();
		assertThat(this.browser.text("#messages > li")).contains("No. 1");
		assertThat(this.browser.shows("#older")).isFalse();

		this.browser.follow("nav a[href='/']");
		assertThat(this.browser.text("#messages > li")).contains("No. 51");
	}

	@Test
	void timesAreShownInTheReadersOwnZone() {
		Http.postForm(this.board.uri("/"), "What time is it?", "");
		// A page may be a second old, but not older than what somebody has read since.
		Http.get(this.board.uri("/messages"));
		this.browser.inZone("Asia/Tokyo");
		this.browser.open(this.board.uri("/"));

		ZonedDateTime inTokyo = ZonedDateTime
			.parse(String.valueOf(this.browser.find("time").getDomAttribute("datetime")))
			.withZoneSameInstant(ZoneId.of("Asia/Tokyo"));
		assertThat(this.browser.text("time").replace('\u202f', ' '))
			.isEqualTo(DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a", Locale.ENGLISH).format(inTokyo));
	}

}
