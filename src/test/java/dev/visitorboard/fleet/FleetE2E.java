package dev.visitorboard.fleet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.local.Browser;
import dev.visitorboard.local.JavaProcess;
import dev.visitorboard.local.Legibility;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The fleet as somebody watches it.
class FleetE2E {

	private static final String TOKEN = "the-instructors-token";

	private static Browser browser;

	private static RunningBoard board;

	private static String table;

	@BeforeAll
	static void start() {
		browser = Browser.startFor(FleetE2E.class);
		table = RunningBoard.newTable();
		board = RunningBoard.start("i-0123456789abcdef0", table, "board.instance.zone=eu-central-1a",
				"board.instance.type=t3.small", "board.instance.timeline=packages=21,clone=2,build=38",
				"board.instructor.token=" + TOKEN, "board.fleet.cores=0.1");
		FleetHistoryRepository history = board.bean(FleetHistoryRepository.class);
		Instant now = FleetPoint.slotOf(Instant.now());
		IntStream.range(1, 60)
			.forEach((i) -> history
				.record(new FleetPoint(now.minusSeconds(10L * i), 1 + i / 10 % 4, (i % 30) / 30.0, 1_000.0 * i)));
	}

	@BeforeEach
	void startAfresh() {
		browser.startAfresh();
	}

	@AfterAll
	static void stop() {
		// Null where there is no browser.
		if (browser != null) {
			browser.close();
			board.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void thePageFitsItsScreenAndEveryTextStandsOutFromItsGround(int width, String scheme) {
		browser.onScreen(width, 800, scheme);
		for (String address : new String[] { "/fleet", "/fleet?view=projector" }) {
			writeInstancesInEveryState();
			browser.open(board.uri(address));
			browser.await("an instance in every state", () -> {
				browser.lookAgain();
				return Stream.of(State.values()).allMatch((state) -> browser.shows(".card." + state.code()));
			});
			browser.run("document.querySelector('details').open = true");
			Legibility.assertFitsAndReads(browser, width, address);
		}
		browser.open(board.uri("/"));
		Legibility.assertFitsAndReads(browser, width, "the strip on the board");
		assertThat(browser.console()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void aDrillFitsAndReadsFromItsStartToItsEnd(int width, String scheme) {
		browser.onScreen(width, 800, scheme);
		browser.open(board.uri("/fleet/drill"));
		Legibility.assertFitsAndReads(browser, width, "the form that asks for the token");
		browser.find("#token").sendKeys(TOKEN);
		browser.follow("button");
		Legibility.assertFitsAndReads(browser, width, "the form that starts a drill");
		browser.follow("button");
		assertThat(browser.text("#drill")).startsWith("Drill: every instance 80% busy");
		Legibility.assertFitsAndReads(browser, width, "the fleet in a drill");
		browser.open(board.uri("/fleet/drill"));
		Legibility.assertFitsAndReads(browser, width, "the form that ends a drill");
		browser.follow("button");
		assertThat(browser.shows("#drill")).isFalse();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void anInstanceThatIsKilledIsSeenToBeLostWhileTheReaderStaysWhereTheyAre() {
		try (JavaProcess other = JavaProcess.ofProductionJar(environment("i-other"))) {
			browser.open(board.uri("/fleet"));
			browser.await("the chart", () -> browser.shows("#panel-cpu svg"));
			await().atMost(Duration.ofSeconds(30)).until(() -> stateOf("i-other").equals("Serving"));
			assertThat(browser.find("#serving").getAriaRole()).isEqualTo("status");
			browser.find("summary").sendKeys(Keys.ENTER);
			browser.run("window.untouched = true; window.scrollTo(0, 200)");

			other.kill();
			await().atMost(Duration.ofSeconds(25)).until(() -> stateOf("i-other").equals("Lost"));

			assertThat(browser.shows("tbody tr")).isTrue();
			assertThat(browser.run("return [document.activeElement.tagName, scrollY, window.untouched].join()"))
				.isEqualTo("SUMMARY,200,true");
			assertThat(browser.console()).isEmpty();
			browser.open(board.uri("/"));
			assertThat(browser.text("#strip-text")).contains("in eu-central-1a");
			assertThat(browser.text("#strip-spots .self")).contains("abcdef0", "answered you");
		}
	}

	@Test
	void withoutScriptsThePageIsCompleteAndReloadsItself() {
		browser.withoutScripts();
		browser.open(board.uri("/fleet"));
		assertThat(browser.text(".card.self .word")).isEqualTo("Serving");
		assertThat(browser.shows("#panel-serving svg")).isTrue();
		assertThat(browser.find("noscript meta").getDomAttribute("content")).isEqualTo("2");
	}

	private static void writeInstancesInEveryState() {
		for (State state : State.values()) {
			Heartbeat sample = Samples.heartbeat("i-" + state.code() + "-" + "w".repeat(40));
			boolean lost = state == State.LOST;
			Instant now = Instant.now();
			// A life of its own each time, so that nobody has seen it alive.
			board.bean(FleetRepository.class)
				.write(new Heartbeat(sample.instance().id() + "." + now.toEpochMilli(), 1,
						lost ? now.minusSeconds(30) : now, lost ? State.SERVING : state, sample.instance(), now,
						lost ? 9.0 : null, sample.load()));
		}
	}

	private static String stateOf(String id) {
		return String.valueOf(browser.run("""
				return Array.from(document.querySelectorAll('.card')).filter((it) => it.querySelector('bdi').textContent
					=== arguments[0]).map((it) => it.querySelector('.word').textContent).join()""", id));
	}

	private static Map<String, String> environment(String id) {
		URI dynamoDb = RunningBoard.dynamoDbEndpoint();
		return Map.of("TABLE_NAME", table, "AWS_REGION", "eu-central-1", "PORT", "0", "INSTANCE_ID", id,
				"AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY",
				"test");
	}

}
