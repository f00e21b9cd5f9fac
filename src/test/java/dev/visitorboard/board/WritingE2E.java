package dev.visitorboard.board;

import java.util.Objects;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/// How the form helps a visitor who writes, in a real browser.
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest
record WritingE2E(Browser browser, RunningBoard board) {

	@BeforeEach
	void open() {
		this.browser.open(this.board.uri("/"));
	}

	@Test
	void itIsOneLineHighUntilSomebodyWrites() {
		assertThat(height()).isLessThan(50);
		assertThat(this.browser.shows("#message-hint")).isFalse();
		this.browser.find("#message").sendKeys("1");
		assertThat(height()).isGreaterThan(80);
		assertThat(this.browser.shows("#message-hint")).isTrue();
		this.browser.find("#message").sendKeys("\n2\n3\n4\n5\n6\n7");
		assertThat(height()).isGreaterThan(150);
	}

	@Test
	void offlineAPageSaysSoAndTheDraftStays(@BoardTest.OfItsOwn RunningBoard other) {
		this.browser.open(other.uri("/"));
		this.browser.find("#message").sendKeys("A draft");
		this.browser.runToItsEnd("navigator.serviceWorker.ready");
		other.close();
		this.browser.reload();
		assertThat(this.browser.text("h2")).isEqualTo("The board cannot be reached");
		assertThat(this.browser.run("return sessionStorage.getItem('message')")).isEqualTo("A draft");
		assertThat(this.browser.find(".error").getCssValue("text-align")).as("its style").isEqualTo("center");
		assertThat(this.browser.find("a[href='']").getDomProperty("href")).isEqualTo(other.uri("/").toString());
	}

	@Test
	void whatIsLeftOfTheRoomIsShownNearItsEnd() {
		this.browser.run("document.getElementById('message').value = 'x'.repeat(398)");
		this.browser.find("#message").sendKeys("y");
		assertThat(this.browser.shows("#room")).isFalse();
		this.browser.find("#message").sendKeys("y");
		assertThat(this.browser.text("#room")).isEqualTo("100 characters left");
		// A flag is one character of several units.
		this.browser.run("document.getElementById('message').value = '\\u{1F388}'.repeat(499)");
		this.browser.find("#message").sendKeys("yy");
		assertThat(this.browser.text("#room.reason")).isEqualTo("1 characters too many");
		assertThat(this.browser.text("#news")).as("told aloud").isEqualTo("1 characters too many");
	}

	@Test
	void controlAndEnterSend() {
		this.browser.find("#message").sendKeys("By keyboard", Keys.chord(Keys.CONTROL, Keys.ENTER));
		this.browser.await("the message", () -> this.browser.shows("#posted"));
		assertThat(this.browser.text("#messages > li .text")).isEqualTo("By keyboard");
	}

	@Test
	void theNameIsThereTheNextTimeAndNoCookieHasIt() {
		this.browser.post("Hello", "Grace");
		this.browser.run("sessionStorage.clear()");
		this.browser.open(this.board.uri("/"));
		assertThat(this.browser.value("#name")).isEqualTo("Grace");
		assertThat(this.browser.value("#message")).isEmpty();
		assertThat(String.valueOf(this.browser.run("return document.cookie"))).doesNotContain("Grace");
	}

	private double height() {
		return ((Number) Objects
			.requireNonNull(this.browser.run("return document.getElementById('message').offsetHeight"))).doubleValue();
	}

}
