package dev.visitorboard.board;

import dev.visitorboard.local.Browser;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/// How a visitor deletes what they have just posted, in a real browser.
class OwnMessagesE2E {

	private static final String BUTTON = "#messages > li .own button";

	private static Browser browser;

	@AutoClose
	private final RunningBoard board = RunningBoard.start("i-1", RunningBoard.newTable());

	@BeforeAll
	static void startBrowser() {
		browser = Browser.startFor(OwnMessagesE2E.class);
	}

	@BeforeEach
	void startBoard() {
		browser.startAfresh();
		Http.postForm(this.board.uri("/"), "Somebody else's", "");
		browser.open(this.board.uri("/"));
	}

	@AfterAll
	static void stopBrowser() {
		// Null where there is no browser.
		if (browser != null) {
			browser.close();
		}
	}

	@Test
	void aVisitorDeletesTheirOwnMessageByKeyboardWithASecondThought() {
		browser.post("Mine", "");
		assertThat(browser.count(BUTTON)).isOne();
		assertThat(browser.find(BUTTON).getAccessibleName()).isEqualTo("Delete");
		assertThat(described()).isEqualTo("Mine");

		browser.find(BUTTON).sendKeys(Keys.ENTER);
		assertThat(browser.text(BUTTON)).isEqualTo("Really delete?");
		assertThat(browser.text("#news")).isEqualTo("Press again to delete this message for everyone.");
		browser.find(BUTTON).sendKeys(Keys.ESCAPE);
		assertThat(browser.text(BUTTON)).isEqualTo("Delete");

		browser.find(BUTTON).sendKeys(Keys.ENTER);
		browser.find(BUTTON).sendKeys(Keys.ENTER);
		browser.await("the message gone", () -> !browser.text("#messages").contains("Mine"));
		assertThat(browser.text("#messages")).contains("Somebody else's");
		browser.await("the words for it", () -> browser.text("#news").equals("Your message is deleted."));
		assertThat(browser.shows("#read:focus")).isTrue();
		assertThat(Http.get(this.board.uri("/messages")).body()).doesNotContain("Mine");

		browser.lookAgain();
		browser.await("a refresh without it", () -> browser.count("#messages > li") == 1);
		browser.reload();
		assertThat(browser.text("#messages")).doesNotContain("Mine");
	}

	@Test
	void aBoardWhoseOnlyMessageWasDeletedInvitesAgain() {
		try (RunningBoard empty = RunningBoard.start("i-2", RunningBoard.newTable())) {
			browser.open(empty.uri("/"));
			browser.post("Mine", "");
			browser.find(BUTTON).sendKeys(Keys.ENTER);
			browser.find(BUTTON).sendKeys(Keys.ENTER);
			browser.await("the invitation", () -> browser.shows("#empty"));
		}
	}

	@Test
	void theButtonIsThereAfterAReloadAndWhenThePageRefreshesItself() {
		browser.post("Mine", "");
		Http.postForm(this.board.uri("/"), "A new one of somebody else", "");
		Http.get(this.board.uri("/messages"));
		browser.lookAgain();
		browser.await("the new message", () -> browser.count("#messages > li") == 3);
		assertThat(browser.count(BUTTON)).isOne();
		assertThat(described()).isEqualTo("Mine");

		browser.reload();
		assertThat(browser.count(BUTTON)).isOne();
		assertThat(described()).isEqualTo("Mine");
	}

	@Test
	void aDoubleClickDeletesNothing() {
		browser.post("Mine", "");
		browser.run("""
				const button = document.querySelector('#messages > li .own button');
				button.dispatchEvent(new MouseEvent('click', { detail: 1 }));
				button.dispatchEvent(new MouseEvent('click', { detail: 2 }))""");
		assertThat(browser.text(BUTTON)).isEqualTo("Really delete?");
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("Mine");
	}

	@Test
	void aRefusalIsSaidInWordsBesideTheMessage() {
		browser.post("Mine", "");
		browser.run("document.cookie = document.cookie.match(/mine=[^;]*/)[0] + 'x; Path=/'");

		browser.find(BUTTON).sendKeys(Keys.ENTER);
		browser.find(BUTTON).sendKeys(Keys.ENTER);

		browser.await("the reason", () -> browser.shows("#messages > li .reason"));
		assertThat(browser.text("#messages > li .reason")).startsWith("This message was not deleted");
		assertThat(browser.text(BUTTON)).isEqualTo("Delete");
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("Mine");
	}

	@Test
	void aDoubleClickOnPostSendsTheFormOnce() {
		browser.find("#message").sendKeys("Twice");
		assertThat(browser.run("""
				const { form } = document.getElementById('message');
				const prevented = [];
				form.addEventListener('submit', (event) => {
					prevented.push(event.defaultPrevented);
					event.preventDefault();
				});
				form.requestSubmit();
				form.requestSubmit();
				return prevented.join()""")).isEqualTo("false,true");
	}

	@Test
	void withoutJavaScriptAPlainButtonDeletesTheMessageJustPosted() {
		browser.withoutScripts();
		browser.open(this.board.uri("/"));
		browser.post("Mine", "");
		assertThat(browser.text(BUTTON)).isEqualTo("Delete this message");

		browser.follow(BUTTON);

		assertThat(browser.text("#deleted")).isEqualTo("Your message is deleted.");
		assertThat(browser.count("#messages > li")).isOne();
		assertThat(browser.text("#messages > li")).contains("Somebody else's");
	}

	private static String described() {
		return browser.text("#" + browser.find(BUTTON).getDomAttribute("aria-describedby"));
	}

}
