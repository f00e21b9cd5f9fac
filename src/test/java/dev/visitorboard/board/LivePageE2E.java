package dev.visitorboard.board;

import java.util.Objects;
import java.util.stream.IntStream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What an open page does on its own while others write, and what it leaves alone.
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
record LivePageE2E(Browser browser, RunningBoard board) {

	@Test
	void aMessageOfSomeoneElseComesInAndIsAnnouncedWhileTypingGoesOn() {
		openAndCount();
		this.browser.find("#message").sendKeys("Half a thought");
		this.browser.run("document.getElementById('message').setSelectionRange(4, 6); window.untouched = true");
		this.browser.run("document.getElementById('opened').value = 'of yesterday'");

		post("Out of the blue");
		this.browser.await("the message", () -> this.browser.text("#messages").contains("Out of the blue"));

		assertThat(this.browser.find("#news").getAriaRole()).isEqualTo("status");
		assertThat(this.browser.text("#news")).isEqualTo("One new message");
		assertThat(this.browser.shows("#messages > li.fresh")).as("marked as new").isTrue();
		assertThat(this.browser.shows("#arrived")).as("told again where it can be seen").isFalse();
		assertThat(this.browser.shows("#empty")).isFalse();
		assertThat(this.browser.value("#opened")).as("the time of the form").matches("\\d+\\.[\\w-]{22}");
		assertThat(this.browser.value("#message")).isEqualTo("Half a thought");
		assertThat(this.browser.run("""
				const { id, selectionStart, selectionEnd } = document.activeElement;
				return [id, selectionStart, selectionEnd, window.untouched].join()""")).isEqualTo("message,4,6,true");
	}

	@Test
	void theDigitsOfTheCountRollUnlessMotionIsUnwelcome() {
		openAndCount();
		Http.send("POST", this.board.uri("/count"), "");
		this.browser.await("the second visitor", () -> {
			this.browser.lookAgain();
			return this.browser.text("#count").equals("2 visitors so far");
		});
		String rolls = """
				const digit = document.querySelector('#count .rolling');
				return [digit.dataset.before, digit.textContent, getComputedStyle(digit).animationName].join()""";
		assertThat(this.browser.run(rolls)).isEqualTo("1,2,roll");
		this.browser.withReducedMotion();
		assertThat(this.browser.run(rolls)).isEqualTo("1,2,none");
		this.browser.find("#trend").click();
		assertThat(this.browser.text("#hours .digits")).isEqualTo("2");
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

		assertThat(this.browser.run("return window.said.join()")).isEqualTo(",One new message");
	}

	@Test
	void whatIsBeingReadStaysInItsPlaceWhenMessagesComeInAboveIt() {
		IntStream.rangeClosed(1, 50).forEach((number) -> post("No. " + number));
		openAndCount();
		this.browser.run("""
				window.scrollTo(0, document.body.scrollHeight);
				window.read = document.querySelector('#messages > li:nth-child(49)')""");
		String place = "return window.read.isConnected ? window.read.getBoundingClientRect().top : -1";
		double before = number(this.browser.run(place));
		assertThat(before).isBetween(0.0, number(this.browser.run("return innerHeight")));

		// Enough to push what is being read off the newest fifty.
		IntStream.rangeClosed(51, 60).forEach((number) -> post("No. " + number));
		lookAgainUntilThereAre(60);

		assertThat(number(this.browser.run(place))).isCloseTo(before, within(1.0));

		assertThat(this.browser.text("#arrived")).isEqualTo("10 new messages");
		this.browser.find("#arrived").sendKeys(Keys.ENTER);
		this.browser.await("the newest in sight", () -> !this.browser.shows("#arrived"));
		assertThat(this.browser.shows("#read:focus")).isTrue();
		post("No. 61");
		lookAgainUntilThereAre(50);
	}

	@Test
	void aReaderPausesTheUpdatesAndResumesThem() {
		openAndCount();
		this.browser.find("#pause").sendKeys(Keys.ENTER);
		assertThat(this.browser.text("#pause")).isEqualTo("Resume updates");
		this.browser.run("""
				const read = window.fetch;
				window.asked = 0;
				window.fetch = (...request) => {
					window.asked++;
					return read(...request);
				}""");
		post("Later");
		this.browser.lookAgain();
		// A refresh would have begun at once.
		this.browser.runToItsEnd("new Promise((done) => setTimeout(done, 100))");
		assertThat(number(this.browser.run("return window.asked"))).isZero();

		this.browser.find("#pause").sendKeys(Keys.ENTER);
		assertThat(this.browser.text("#pause")).isEqualTo("Pause updates");
		this.browser.await("the message", () -> this.browser.text("#messages").contains("Later"));
	}

	@Test
	void anUnchangedPageIsNotSentAgain() {
		openAndCount();
		String notModified = "return performance.getEntriesByType('resource').filter((it) => it.responseStatus === 304).length";
		this.browser.await("an answer 304", () -> {
			this.browser.lookAgain();
			return number(this.browser.run(notModified)) > 0;
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
		this.browser.open(this.board.uri("/"));
		this.browser.await("the count", () -> this.browser.text("#count").equals("1 visitor so far"));
	}

	private void lookAgainUntilThereAre(int messages) {
		this.browser.lookAgain();
		this.browser.await(messages + " messages", () -> this.browser.count("#messages > li") == messages);
	}

	private static double number(@Nullable Object value) {
		return ((Number) Objects.requireNonNull(value)).doubleValue();
	}

}
