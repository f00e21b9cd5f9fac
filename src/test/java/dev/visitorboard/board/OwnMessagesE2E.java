package dev.visitorboard.board;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/// How a visitor deletes what they have just posted, in a real browser.
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest
record OwnMessagesE2E(Browser browser, RunningBoard board) {

	private static final String BUTTON = "#messages > li .own button";

	@BeforeEach
	void openABoardWithOneMessage() {
		Board all = this.board.bean(Board.class);
		all.messages(null).messages().forEach((message) -> all.delete(message.id()));
		Http.postForm(this.board.uri("/"), "Somebody else's", "");
		// A page may be a second old, but not older than what somebody has read since.
		Http.get(this.board.uri("/messages"));
		this.browser.open(this.board.uri("/"));
	}

	@Test
	void aVisitorDeletesTheirOwnMessageByKeyboardWithASecondThought() {
		this.browser.post("Mine", "");
		assertThat(this.browser.count(BUTTON)).isOne();
		assertThat(this.browser.find(BUTTON).getAccessibleName()).isEqualTo("Delete");
		assertThat(described()).isEqualTo("Mine");
		assertThat(this.browser.shows("#posted:focus")).isTrue();

		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		assertThat(this.browser.text(BUTTON)).isEqualTo("Really delete?");
		assertThat(this.browser.text("#news")).isEqualTo("Press again to delete this message for everyone.");
		this.browser.find(BUTTON).sendKeys(Keys.ESCAPE);
		assertThat(this.browser.text(BUTTON)).isEqualTo("Delete");

		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		this.browser.await("the message gone", () -> !this.browser.text("#messages").contains("Mine"));
		assertThat(this.browser.text("#messages")).contains("Somebody else's");
		this.browser.await("the words for it", () -> this.browser.text("#news").equals("Your message is deleted."));
		assertThat(this.browser.shows("#read:focus")).isTrue();
		assertThat(this.browser.text("#deleted")).isEqualTo("Your message is deleted.");
		assertThat(this.browser.shows("#posted")).isFalse();
		assertThat(Http.get(this.board.uri("/messages")).body()).doesNotContain("Mine");

		this.browser.lookAgain();
		this.browser.await("a refresh without it", () -> this.browser.count("#messages > li") == 1);
		this.browser.reload();
		assertThat(this.browser.text("#messages")).doesNotContain("Mine");
	}

	@Test
	void aBoardWhoseOnlyMessageWasDeletedInvitesAgain(@BoardTest.OfItsOwn RunningBoard empty) {
		this.browser.open(empty.uri("/"));
		this.browser.post("Mine", "");
		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		this.browser.await("the invitation", () -> this.browser.shows("#empty"));
	}

	@Test
	void aMessageDeletedElsewhereIsNotSaidToBeThere() {
		this.browser.post("Mine", "");
		this.browser.lookAgain();
		assertThat(this.browser.shows("#posted")).isTrue();

		Board all = this.board.bean(Board.class);
		all.delete(all.messages(null).messages().getFirst().id());
		Http.get(this.board.uri("/messages"));
		this.browser.lookAgain();

		this.browser.await("the message gone", () -> this.browser.count("#messages > li") == 1);
		assertThat(this.browser.shows("#posted")).isFalse();
	}

	@Test
	void theButtonIsThereAfterAReloadAndWhenThePageRefreshesItself() {
		this.browser.post("Mine", "");
		Http.postForm(this.board.uri("/"), "A new one of somebody else", "");
		Http.get(this.board.uri("/messages"));
		this.browser.lookAgain();
		this.browser.await("the new message", () -> this.browser.count("#messages > li") == 3);
		assertThat(this.browser.count(BUTTON)).isOne();
		assertThat(described()).isEqualTo("Mine");

		this.browser.reload();
		assertThat(this.browser.count(BUTTON)).isOne();
		assertThat(described()).isEqualTo("Mine");
	}

	@Test
	void aDoubleClickDeletesNothing() {
		this.browser.post("Mine", "");
		this.browser.run("""
				const button = document.querySelector('#messages > li .own button');
				button.dispatchEvent(new MouseEvent('click', { detail: 1 }));
				button.dispatchEvent(new MouseEvent('click', { detail: 2 }))""");
		assertThat(this.browser.text(BUTTON)).isEqualTo("Really delete?");
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("Mine");
	}

	@Test
	void aRefusalIsSaidInWordsBesideTheMessage() {
		this.browser.post("Mine", "");
		this.browser.run("document.cookie = document.cookie.match(/mine=[^;]*/)[0] + 'x; Path=/'");

		this.browser.find(BUTTON).sendKeys(Keys.ENTER);
		this.browser.find(BUTTON).sendKeys(Keys.ENTER);

		this.browser.await("the reason", () -> this.browser.shows("#messages > li .reason"));
		assertThat(this.browser.text("#messages > li .reason")).startsWith("This message was not deleted");
		assertThat(this.browser.text(BUTTON)).isEqualTo("Delete");
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("Mine");
	}

	/// The second would end the first, whose answer says that the message is theirs.
	@Test
	void aPostThatIsOnItsWaySaysSoAndIsSentOnce() {
		this.browser.find("#message").sendKeys("Mine");
		this.browser.run("""
				const send = window.fetch;
				const held = new Promise((release) => window.release = release);
				window.sent = 0;
				window.fetch = async (address, options) => {
					// The visit may be on its way too.
					if (options.method !== 'POST' || address !== '/') {
						return send(address, options);
					}
					window.sent++;
					await held;
					return send(address, options);
				}""");
		String button = "form [type=submit]";
		this.browser.find(button).click();
		assertThat(this.browser.text(button + "[aria-disabled=true]")).isEqualTo("Posting…");
		assertThat(this.browser.text("#news")).isEqualTo("Posting…");

		this.browser.find(button).click();
		this.browser.run("document.getElementById('message').form.requestSubmit(); window.release()");

		this.browser.await("the answer", () -> this.browser.shows("#posted"));
		assertThat(this.browser.run("return window.sent")).isEqualTo(1L);
		assertThat(this.browser.count(BUTTON)).isOne();
		assertThat(this.browser.text(button)).isEqualTo("Post message");
		assertThat(Http.get(this.board.uri("/messages")).body()).containsOnlyOnce("Mine");
	}

	@Test
	void withoutJavaScriptAPlainButtonDeletesTheMessageJustPosted() {
		this.browser.withoutScripts();
		this.browser.open(this.board.uri("/"));
		this.browser.post("Mine", "");
		assertThat(this.browser.text(BUTTON)).isEqualTo("Delete this message");

		this.browser.follow(BUTTON);

		assertThat(this.browser.text("#deleted")).isEqualTo("Your message is deleted.");
		assertThat(this.browser.count("#messages > li")).isOne();
		assertThat(this.browser.text("#messages > li")).contains("Somebody else's");
	}

	private String described() {
		return this.browser.text("#" + this.browser.find(BUTTON).getDomAttribute("aria-describedby"));
	}

}
