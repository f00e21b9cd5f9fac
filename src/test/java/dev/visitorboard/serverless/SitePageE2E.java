package dev.visitorboard.serverless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.HtmlChecker;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.Legibility;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/// The static page on the function, under the content security policy that the stack gives it.
@BesideOthers
@ExtendWith(InBrowser.class)
class SitePageE2E {

	private static final Path SITE = Path.of("src/main/site");

	private final Browser browser;

	private LocalFunction function;

	private LocalApi api;

	SitePageE2E(Browser browser) {
		this.browser = browser;
	}

	@BeforeEach
	void startApi() throws IOException {
		this.function = new LocalFunction(DynamoDbEngine.endpoint(), RunningBoard.newTable());
		this.api = LocalApi.start(this.function::invoke, SITE);
		Matcher policy = Pattern.compile(" ContentSecurityPolicy: \"(.*)\"")
			.matcher(Files.readString(Path.of("src/main/cloudformation/serverless.yaml")));
		assertThat(policy.find()).isTrue();
		this.api.contentSecurityPolicy(policy.group(1));
	}

	@AfterEach
	void stopApi() {
		this.api.close();
	}

	@Test
	void aBrowserIsCountedOnceADay() {
		open("1 visitor so far");
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor number 1");

		this.function.answer(Event.of("POST", "/count"));
		open("2 visitors so far");
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor number 1");

		// As the cookie does after a day.
		this.browser.run("document.cookie = 'visitor=; Max-Age=0; Path=/'");
		open("3 visitors so far");
		assertThat(this.browser.text("#visitor")).isEqualTo("You are visitor number 3");
		assertThat(this.browser.console()).isEmpty();
	}

	@Test
	void theCountIsNeverBelowOnesOwnNumber() {
		open("1 visitor so far");
		this.browser.run("document.cookie = 'visitor=5000; Path=/'");
		open("5,000 visitors so far");
	}

	@Test
	void itWorksWhereTheApiIsAway() {
		this.api.away(true);
		this.browser.open(this.api.uri("/"));
		this.browser.await("words about it", () -> this.browser.shows("#away"));
		assertThat(this.browser.text("h1")).isEqualTo("Visitor counter");
		assertThat(this.browser.shows("#visitor")).isFalse();

		this.api.away(false);
		this.browser.lookAgain();
		awaitCount("1 visitor so far");
		assertThat(this.browser.shows("#away")).isFalse();

		this.api.away(true);
		this.browser.lookAgain();
		this.browser.await("words about it", () -> this.browser.shows("#away"));
		assertThat(this.browser.words("#count")).isEqualTo("1 visitor so far");
	}

	@Test
	void withoutAScriptItSaysWhereTheNumberIs() {
		this.browser.withoutScripts();
		this.browser.open(this.api.uri("/"));
		assertThat(this.browser.text("noscript a")).isEqualTo("/count");
		assertThat(this.function.answer(Event.of("GET", "/count")).path("body").asString()).isEqualTo("{\"count\":0}");
	}

	@Test
	void itIsValidAndLegible() throws IOException {
		HtmlChecker checker = new HtmlChecker();
		for (String page : new String[] { "index.html", "404.html" }) {
			assertThat(checker.problems(Files.readString(SITE.resolve(page)))).as(page).isEmpty();
			for (String scheme : new String[] { "light", "dark" }) {
				this.browser.onScreen(320, 600, scheme);
				this.browser.open(this.api.uri("/" + page));
				Legibility.assertFitsAndReads(this.browser, 320, page + " in " + scheme);
			}
		}
	}

	private void open(String count) {
		this.browser.open(this.api.uri("/"));
		awaitCount(count);
	}

	private void awaitCount(String count) {
		this.browser.await(count, () -> this.browser.words("#count").equals(count));
	}

}
