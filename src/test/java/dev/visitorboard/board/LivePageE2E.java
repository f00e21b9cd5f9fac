package dev.visitorboard.board;

import java.util.Objects;
import java.util.stream.IntStream;

import dev.visitorboard.local.Browser;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.RunningBoard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What an open page does on its own while others write, and what it leaves alone.
class LivePageE2E {

	private static Browser browser;

	@AutoClose
	private final RunningBoard board = RunningBoard.start("i-1", RunningBoard.newTable());

	@BeforeAll
	static void startBrowser() {
		browser = Browser.startFor(LivePageE2E.class);
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
	void aMessageOfSomeoneElseComesInAndIsAnnouncedWhileTypingGoesOn() {
		openAndCount();
		browser.find("#message").sendKeys("Half a thought");
		browser.run("document.getElementById('message').setSelectionRange(4, 6); window.untouched = true");
		browser.run("document.getElementById('opened').value = 'of yesterday'");

		post("Out of the blue");
		browser.await("the message", () -> browser.text("#messages").contains("Out of the blue"));

		assertThat(browser.find("#news").getAriaRole()).isEqualTo("status");
		assertThat(browser.text("#news")).isEqualTo("One new message");
		assertThat(browser.shows("#empty")).isFalse();
		assertThat(browser.value("#opened")).as("the time of the form").matches("\\d+\\.[\\w-]{22}");
		assertThat(browser.value("#message")).isEqualTo("Half a thought");
		assertThat(browser.run("""
				const { id, selectionStart, selectionEnd } = document.activeElement;
				return [id, selectionStart, selectionEnd, window.untouched].join()""")).isEqualTo("message,4,6,true");
	}

	@Test
	void theSameNewsTwiceIsSaidTwice() {
		openAndCount();
		post("One");
		lookAgainUntilThereAre(1);
		browser
			.run("""
					window.said = [];
					new MutationObserver(() => window.said.push(document.getElementById('news').textContent))
						.observe(document.getElementById('news'), { childList: true, characterData: true, subtree: true })""");

		post("Two");
		lookAgainUntilThereAre(2);

		assertThat(browser.run("return window.said.join()")).isEqualTo(",One new message");
	}

	@Test
	void whatIsBeingReadStaysInItsPlaceWhenMessagesComeInAboveIt() {
		IntStream.rangeClosed(1, 50).forEach((number) -> post("No. " + number));
		openAndCount();
		browser.run("""
				window.scrollTo(0, document.body.scrollHeight);
				window.read = document.querySelector('#messages > li:nth-child(47)')""");
		String place = "return window.read.isConnected ? window.read.getBoundingClientRect().top : -1";
		double before = number(browser.run(place));
		assertThat(before).isBetween(0.0, number(browser.run("return innerHeight")));

		// Enough to push what is being read off the newest fifty.
		IntStream.rangeClosed(51, 60).forEach((number) -> post("No. " + number));
		lookAgainUntilThereAre(60);

		assertThat(number(browser.run(place))).isCloseTo(before, within(1.0));

		browser.run("window.scrollTo(0, 0)");
		post("No. 61");
		lookAgainUntilThereAre(50);
	}

	@Test
	void anUnchangedPageIsNotSentAgain() {
		openAndCount();
		String notModified = "return performance.getEntriesByType('resource').filter((it) => it.responseStatus === 304).length";
		browser.await("an answer 304", () -> {
			browser.lookAgain();
			return number(browser.run(notModified)) > 0;
		});

		post("A change");
		lookAgainUntilThereAre(1);
	}

	private void post(String message) {
		assertThat(Http.postForm(this.board.uri("/"), message, "").statusCode()).isEqualTo(303);
		// A page may be a second old, but not older than what somebody has read since.
		Http.get(this.board.uri("/messages"));
	}

	/// The page refreshes itself soon after it has counted its visitor; past that, only
	/// when told or after 5 s.
	private void openAndCount() {
		browser.open(this.board.uri("/"));
		browser.await("the count", () -> browser.text("#count").equals("1 visitor so far"));
	}

	private void lookAgainUntilThereAre(int messages) {
		browser.lookAgain();
		browser.await(messages + " messages", () -> browser.count("#messages > li") == messages);
	}

	private static double number(@Nullable Object value) {
		return ((Number) Objects.requireNonNull(value)).doubleValue();
	}

}
