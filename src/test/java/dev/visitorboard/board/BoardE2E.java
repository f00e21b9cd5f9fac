package dev.visitorboard.board;

import java.util.Locale;
import java.util.stream.IntStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/// What a visitor does on the board, in a real browser.
@Order(2)
@BesideOthers
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
		assertThat(this.browser.words("#messages > li")).contains("Hello, board!", "Ada", "served by Z i-1");
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

		// A page may be a second old, and is refreshed after 5.
		this.browser.await("the visitor's number", () -> this.browser.shows("#visitor"));
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor no. 1.");
		assertThat(browser
			.run("return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('/count')).length"))
			.isEqualTo(0L);
		assertThat(Http.get(empty.uri("/count")).body()).isEqualTo("{\"count\":2}");
	}

	/// The page's own refreshes get what an instance read before this visitor came.
	@Test
	void theCountIsNeverBelowTheVisitorsOwnNumber(@BoardTest.OfItsOwn RunningBoard empty) {
		Http.send("POST", empty.uri("/count"), "");
		Http.send("POST", empty.uri("/count"), "");
		this.browser.beforeEachPage("""
				const read = window.fetch;
				document.addEventListener('refreshed', () => window.refreshed = true);
				window.fetch = async (address, options) => {
					if (address === '/count') {
						return read(address, options);
					}
					const page = await (await read(address, { headers: { Accept: 'text/html' } })).text();
					return new Response(page.replace(/data-count="[0-9]+"/, 'data-count="1"')
						.replace(/[0-9]+ visitors? so far/g, '1 visitor so far'));
				};""");
		this.browser.open(empty.uri("/"));
		this.browser.await("the visitor's number", () -> this.browser.shows("#visitor"));
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor no. 3.");
		assertThat(this.browser.text("#count")).isEqualTo("3 visitors so far");

		this.browser.lookAgain();
		this.browser.await("a refresh", () -> Boolean.TRUE.equals(this.browser.run("return window.refreshed")));
		assertThat(this.browser.text("#count")).isEqualTo("3 visitors so far");

		this.browser.run("document.cookie = 'visitor=99; Path=/'");
		this.browser.reload();
		assertThat(this.browser.shows("#visitor")).as("a number beyond the count").isFalse();
	}

	@Test
	void withoutANetworkThePageSaysSoAndKeepsTheText() {
		this.browser.open(this.board.uri("/"));
		this.browser.post("Sent before the tunnel", "");
		this.browser.find("#message").sendKeys("Sent from a tunnel");
		this.browser.offline(() -> {
			this.browser.find("form [type=submit]").click();
			this.browser.await("a notice", () -> this.browser.shows(".refused"));
			assertThat(this.browser.text(".refused")).startsWith("No answer came from the board.");
			assertThat(this.browser.find(".refused").getAriaRole()).isEqualTo("alert");
			assertThat(this.browser.value("#message")).isEqualTo("Sent from a tunnel");
			assertThat(this.browser.shows("#posted")).as("the outcome of the post before").isFalse();
			assertThat(this.browser.shows("#silent")).isFalse();

			this.browser.run("const now = Date.now; Date.now = () => now() + 13_000; window.now = now");
			this.browser.lookAgain();
			this.browser.await("the silence told", () -> this.browser.shows("#silent"));
			assertThat(this.browser.text("#silent")).startsWith("This page gets no answer.");
		});
		this.browser.lookAgain();
		this.browser.await("the silence over", () -> !this.browser.shows("#silent"));

		this.browser.sendForm();
		assertThat(this.browser.shows(".refused")).isFalse();
		assertThat(this.browser.text("#messages > li")).contains("Sent from a tunnel");
	}

	@Test
	void twoInstancesShowOneBoardAndOneCountAndSayWhichOfThemServed(@BoardTest.OfItsOwn RunningBoard one,
			@BoardTest.OfItsOwn RunningBoard other) {
		this.browser.open(one.uri("/"));
		this.browser.await("the count", () -> this.browser.text("#count").equals("1 visitor so far"));
		this.browser.post("Posted on the first", "");
		assertThat(this.browser.words("#strip-spots .self")).startsWith("served by Z i-1");

		this.browser.open(other.uri("/"));
		this.browser.await("the message and the count on the other instance",
				() -> this.browser.text("#messages").contains("Posted on the first")
						&& this.browser.text("#count").equals("1 visitor so far"));
		assertThat(this.browser.words("#messages > li")).contains("served by Z i-1");
		assertThat(this.browser.words("#strip-spots .self")).startsWith("served by A i-2");
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
		assertThat(this.browser.shows("form [type=submit]:focus")).isTrue();
		this.browser.sendForm();
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
		assertThat(this.browser.words("#messages > li")).contains("No. 51", "Ada", "UTC", "served by Z i-1");
		assertThat(this.browser.count("#messages > li")).isEqualTo(50);
		assertThat(this.browser.text("#count")).isEqualTo("No visitors yet");

		this.browser.follow("#older");
		assertThat(this.browser.count("#messages > li")).isOne();
		assertThat(this.browser.text("#messages > li")).contains("No. 1");
		assertThat(this.browser.shows("#older")).isFalse();

		this.browser.follow("nav a[href='/']");
		assertThat(this.browser.text("#messages > li")).contains("No. 51");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en          | MMM d, yyyy, h:mm a
			en-GB,en    | d MMM yyyy, HH:mm
			it-IT,en-US | MMM d, yyyy, HH:mm
			de-AT,de    | dd.MM.yyyy, HH:mm
			""")
	void timesAreShownInTheReadersOwnZoneAndWay(String languages, String pattern) {
		Http.postForm(this.board.uri("/"), "What time is it?", "");
		// A page may be a second old, but not older than what somebody has read since.
		Http.get(this.board.uri("/messages"));
		this.browser.inZone("Asia/Tokyo");
		this.browser.inLanguages(languages);
		this.browser.open(this.board.uri("/"));

		ZonedDateTime inTokyo = ZonedDateTime
			.parse(String.valueOf(this.browser.find("time").getDomAttribute("datetime")))
			.withZoneSameInstant(ZoneId.of("Asia/Tokyo"));
		Locale names = languages.startsWith("en-GB") ? Locale.UK : Locale.ENGLISH;
		assertThat(String.valueOf(this.browser.find("time").getDomAttribute("data-exact")).replace('\u202f', ' '))
			.isEqualTo(DateTimeFormatter.ofPattern(pattern, names).format(inTokyo));
		assertThat(this.browser.text("time")).isIn("now", "jetzt", "1 min. ago", "1 min ago", "vor 1 Min.");
		this.browser.find(".when").sendKeys(Keys.SHIFT);
		assertThat(this.browser.run("return getComputedStyle(document.querySelector('time'), '::after').content"))
			.as("the exact time where the focus is")
			.asString()
			.contains(":");
	}

	@Test
	void theFirstMessageOfEachDayIsHeadedByIt() {
		IntStream.rangeClosed(1, 4).forEach((number) -> Http.postForm(this.board.uri("/"), "Day " + number, ""));
		Http.get(this.board.uri("/messages"));
		this.browser.open(this.board.uri("/"));
		this.browser.run("""
				const times = document.querySelectorAll('#messages time');
				times[1].dateTime = times[2].dateTime = new Date(Date.now() - 86_400_000).toISOString();
				times[3].dateTime = '2025-11-21T12:00:00Z';""");
		this.browser.lookAgain();
		this.browser.await("the days", () -> this.browser.count("#messages > li:nth-child(4)[data-day]") == 1);
		assertThat(this.browser.run("""
				return Array.from(document.querySelectorAll('#messages > li')).slice(0, 4)
					.map((it) => it.dataset.day).join('|')""")).isEqualTo("|Yesterday||Friday, November 21, 2025");
		assertThat(this.browser.text("#messages > li:nth-child(2) time")).isEqualTo("yesterday");
	}

	@Test
	void eachParagraphBeginsWhereItsScriptBegins() {
		Http.postForm(this.board.uri("/"), "مرحبا بكم\nand hello", "");
		Http.get(this.board.uri("/messages"));
		this.browser.open(this.board.uri("/"));
		assertThat(this.browser.run("""
				const text = document.querySelector('.text');
				const box = text.getBoundingClientRect();
				const lines = ['مرحبا بكم', 'and hello'].map((line) => {
					const range = document.createRange();
					range.setStart(text.firstChild, text.textContent.indexOf(line));
					range.setEnd(text.firstChild, text.textContent.indexOf(line) + line.length);
					return range.getBoundingClientRect();
				});
				return [box.right - lines[0].right < 2, lines[1].left - box.left < 2].join()"""))
			.isEqualTo("true,true");
	}

}
