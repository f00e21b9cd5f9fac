package dev.visitorboard.board;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.Legibility;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/// That the pages fit their screens, can be read and load nothing foreign.
@Order(2)
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest({ "board.instance.id=i-0123456789abcdef0", "board.instance.zone=eu-central-1a",
		"board.instructor.token=" + PageLooksE2E.TOKEN })
record PageLooksE2E(Browser browser, RunningBoard board) {

	static final String TOKEN = "the-instructors-token";

	@BeforeAll
	void fillTwoPages() {
		IntStream.rangeClosed(1, 50).forEach((number) -> Http.postForm(this.board.uri("/"), "No. " + number, ""));
		Http.postForm(this.board.uri("/"), "W".repeat(500), "N".repeat(50));
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void everyPageFitsItsScreenAndEveryTextStandsOutFromItsGround(int width, String scheme) {
		this.browser.onScreen(width, 800, scheme);
		for (URI page : pages()) {
			this.browser.open(page);
			Legibility.assertFitsAndReads(this.browser, width, page.toString());
		}
		this.browser.open(this.board.uri("/")).post("   ", "N");
		assertThat(this.browser.shows("#message-reason")).isTrue();
		Legibility.assertFitsAndReads(this.browser, width, "a refused post");
		this.browser.find("#message").sendKeys("Posted at " + width + ", " + scheme);
		this.browser.sendForm();
		assertThat(this.browser.shows("#posted")).isTrue();
		Legibility.assertFitsAndReads(this.browser, width, "a message just posted");
		this.browser.find(".own button").sendKeys(Keys.ENTER);
		assertThat(this.browser.shows(".own button.sure")).isTrue();
		Legibility.assertFitsAndReads(this.browser, width, "a message about to be deleted");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void theInstructorsPagesFitAndRead(int width, String scheme) {
		this.browser.onScreen(width, 800, scheme);
		this.browser.open(this.board.uri("/moderation"));
		this.browser.find("#token").sendKeys("wrong");
		this.browser.follow("button");
		assertThat(this.browser.shows(".refused")).isTrue();
		Legibility.assertFitsAndReads(this.browser, width, "a wrong token");
		this.browser.find("#token").sendKeys(TOKEN);
		this.browser.follow("button");
		this.browser.follow(".messages button");
		assertThat(this.browser.shows(".gone .state")).isTrue();
		Legibility.assertFitsAndReads(this.browser, width, "a hidden message");
		this.browser.follow(".gone button");
		assertThat(this.browser.shows(".gone")).isFalse();
		this.browser.follow("a[rel=next]");
		Legibility.assertFitsAndReads(this.browser, width, "older messages of an instructor");
		this.browser.follow(".bar button");
		assertThat(this.browser.shows("#token")).isTrue();
		assertThat(this.browser.console()).noneMatch((line) -> line.contains(".js"));
	}

	@Test
	void moderationRefreshesItselfAndMovesNothingInUse() {
		this.browser.open(this.board.uri("/moderation"));
		this.browser.find("#token").sendKeys(TOKEN);
		this.browser.follow("button");
		this.browser.run("""
				window.answers = 0;
				const ask = window.fetch;
				window.fetch = (...asked) => ask(...asked).finally(() => window.answers++);
				document.querySelector('.messages button').focus()""");
		String posted = Http.postForm(this.board.uri("/"), "While a button has the focus", "")
			.headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceFirst(".*#", "");
		refresh();
		// The one before is done with when the next has its answer.
		refresh();
		String row = "[id='" + posted + "']";
		assertThat(this.browser.shows(row)).isFalse();

		Object before = this.browser.run("""
				document.activeElement.blur();
				scrollTo({ top: 900, behavior: 'instant' });
				window.read = Array.from(document.querySelectorAll('.messages > li'))
					.find((it) => it.getBoundingClientRect().bottom > 0);
				return Math.round(read.getBoundingClientRect().top)""");
		this.browser.lookAgain();
		this.browser.await("the message", () -> this.browser.shows(row));
		assertThat(this.browser.run("return Math.round(read.getBoundingClientRect().top)")).isEqualTo(before);

		Http.send("PUT", this.board.uri("/messages/" + posted + "/hidden"), "", "Authorization", "Bearer " + TOKEN);
		this.browser.lookAgain();
		this.browser.await("that another hid it", () -> this.browser.shows(row + ".gone .state"));
		assertThat(this.browser.console()).noneMatch((line) -> line.contains(".js"));
	}

	private void refresh() {
		this.browser.run("window.before = window.answers");
		this.browser.lookAgain();
		this.browser.await("an answer", () -> Boolean.TRUE.equals(this.browser.run("return answers > before")));
	}

	@Test
	void aMessageOfOneLineTakesLittleRoom() {
		this.browser.onScreen(1440, 800, "light");
		this.browser.open(this.board.uri("/"));
		assertThat((Long) this.browser.run("""
				return Math.max(...Array.from(document.querySelectorAll('#messages > li'))
					.filter((it) => it.querySelector('.text').textContent.startsWith('No. '))
					.map((it) => Math.round(it.getBoundingClientRect().height)))""")).isBetween(40L, 48L);
	}

	@Test
	void onAPhoneTheFirstMessageIsInTheFirstScreen() {
		this.browser.onScreen(390, 664, "light");
		this.browser.open(this.board.uri("/"));
		assertThat((Long) this.browser.run("""
				return Math.round(document.querySelector('#messages > li').getBoundingClientRect().bottom)"""))
			.isLessThan(664L);
	}

	@Test
	void darkAndLightAreDifferentPages() {
		this.browser.onScreen(1440, 800, "light");
		this.browser.open(this.board.uri("/"));
		String light = this.browser.find("body").getCssValue("background-color");
		this.browser.onScreen(1440, 800, "dark");
		assertThat(this.browser.find("body").getCssValue("background-color")).isNotEqualTo(light);
	}

	@Test
	void inForcedColoursWhatHasAGroundHasABorder() {
		this.browser.inForcedColors();
		this.browser.open(this.board.uri("/")).post("High contrast", "");
		for (String selector : new String[] { "form [type=submit]", "#posted", ".face" }) {
			assertThat(this.browser.find(selector).getCssValue("border-top-width")).as(selector).isEqualTo("1px");
			assertThat(this.browser.find(selector).getCssValue("border-top-style")).as(selector).isEqualTo("solid");
		}
		assertThat(this.browser
			.run("""
					const probe = document.createElement('div');
					document.body.append(probe);
					const system = (color) => {
						probe.style.color = color;
						return getComputedStyle(probe).color;
					};
					const button = getComputedStyle(document.querySelector('form [type=submit]'));
					return [button.color === system('ButtonText'), button.backgroundColor === system('ButtonFace')].join()"""))
			.isEqualTo("true,true");
	}

	@Test
	void nothingForeignIsRequestedAndTheConsoleStaysEmpty() {
		this.browser.open(this.board.uri("/"));
		this.browser.await("the visitor's number", () -> this.browser.shows("#visitor"));
		this.browser.post("Quiet in here", "");
		this.browser.lookAgain();
		this.browser.await("a refresh",
				() -> requests().stream().anyMatch((it) -> it.equals(this.board.uri("/").toString())));

		assertThat(requests()).anyMatch((it) -> it.endsWith(".css"))
			.anyMatch((it) -> it.endsWith(".js"))
			.allMatch((it) -> it.startsWith(this.board.uri("/").toString()));
		assertThat(this.browser.console()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<svg/onload=1>", "\"><img src=x onerror=1>" })
	void theHtmlOfVisitorsIsTextHoweverItComesOntoThePage(String html) {
		this.browser.open(this.board.uri("/"));
		Http.postForm(this.board.uri("/"), html, html);
		this.browser.await("the message", () -> {
			this.browser.lookAgain();
			return this.browser.text(".text").equals(html);
		});
		assertThat(this.browser.text(".name")).isEqualTo(html);
		assertThat(this.browser.count("main svg, main img")).isZero();

		this.browser.open(this.board.uri("/"));
		assertThat(this.browser.text(".text")).isEqualTo(html);
		assertThat(this.browser.text(".name")).isEqualTo(html);
		assertThat(this.browser.count("main svg, main img")).isZero();
		assertThat(this.browser.console()).isEmpty();
	}

	/// Newest, one message, older, past the end, and none.
	private List<URI> pages() {
		this.browser.open(this.board.uri("/"));
		String older = String.valueOf(this.browser.find("#older").getDomAttribute("href"));
		String one = String.valueOf(this.browser.find(".when").getDomAttribute("href"));
		String end = MessageId.lowestAt(Instant.EPOCH).toString();
		return List.of(this.board.uri("/"), this.board.uri("/history"), this.board.uri(one), this.board.uri(older),
				this.board.uri("/?before=" + end), this.board.uri("/nothing-here"));
	}

	private List<String> requests() {
		Object names = this.browser.run("return performance.getEntriesByType('resource').map((it) => it.name)");
		return (names instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

}
