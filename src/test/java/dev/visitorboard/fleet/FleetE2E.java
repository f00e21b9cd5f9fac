package dev.visitorboard.fleet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.Legibility;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The fleet as somebody watches it.
@Order(2)
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest({ "board.instance.id=i-0123456789abcdef0", "board.instance.zone=eu-central-1a",
		"board.instance.type=t3.small", "board.instance.timeline=packages=21,clone=2,build=38",
		"board.instructor.token=" + FleetE2E.TOKEN, "board.fleet.cores=0.1" })
record FleetE2E(Browser browser, RunningBoard board) {

	static final String TOKEN = "the-instructors-token";

	@BeforeAll
	void recordHistory() {
		FleetHistoryRepository history = this.board.bean(FleetHistoryRepository.class);
		Instant now = FleetPoint.beginOf(Instant.now());
		IntStream.range(1, 60)
			.forEach((i) -> history
				.record(new FleetPoint(now.minusSeconds(10L * i), 1 + i / 10 % 4, (i % 30) / 30.0, 1_000.0 * i)));
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void thePageFitsItsScreenAndEveryTextReads(int width, String scheme) {
		this.browser.onScreen(width, 800, scheme);
		for (String address : new String[] { "/fleet", "/fleet?view=projector" }) {
			this.browser.open(this.board.uri(address));
			// Those that are alive are lost after a while, which a slow browser may take.
			await().pollInterval(Duration.ofSeconds(2)).ignoreExceptions().until(() -> {
				writeInstancesInEveryState();
				this.browser.lookAgain();
				return Stream.of(InstanceState.values())
					.allMatch((state) -> this.browser.shows(".card." + state.code()));
			});
			this.browser.run("document.querySelector('details').open = true");
			Legibility.assertFitsAndReads(this.browser, width, address);
		}
		this.browser.open(this.board.uri("/"));
		Legibility.assertFitsAndReads(this.browser, width, "the strip on the board");
		assertThat(this.browser.console()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1440, light", "1440, dark" })
	void aDrillFitsAndReadsFromItsStartToItsEnd(int width, String scheme) {
		this.browser.onScreen(width, 800, scheme);
		this.browser.open(this.board.uri("/fleet/drill"));
		Legibility.assertFitsAndReads(this.browser, width, "the form that asks for the token");
		this.browser.find("#token").sendKeys(TOKEN);
		this.browser.follow("main button");
		Legibility.assertFitsAndReads(this.browser, width, "the form that starts a drill");
		this.browser.follow("main button");
		assertThat(this.browser.text("#drill")).startsWith("Drill: every instance 80% busy");
		Legibility.assertFitsAndReads(this.browser, width, "the fleet in a drill");
		this.browser.open(this.board.uri("/fleet/drill"));
		Legibility.assertFitsAndReads(this.browser, width, "the form that ends a drill");
		this.browser.follow("main button");
		assertThat(this.browser.shows("#drill")).isFalse();
		assertThat(this.browser.console()).isEmpty();
	}

	@Test
	void aKilledInstanceIsLostAndTheReaderStaysInPlace() {
		try (JavaProcess other = JavaProcess.ofProductionJar(environment("i-other"))) {
			this.browser.open(this.board.uri("/fleet"));
			this.browser.await("the chart", () -> this.browser.shows("#panel-cpu svg"));
			await().until(() -> stateOf("i-other").equals("Serving"));
			assertThat(this.browser.text(".card.self .face")).isEqualTo("L");
			this.browser.await("both faces at the charts", () -> this.browser.count("#panel-serving .face") == 2
					&& this.browser.count("#panel-cpu .own") == 2);
			assertThat(this.browser.find("#serving").getAriaRole()).isEqualTo("status");
			this.browser.find("#table summary").sendKeys(Keys.ENTER);
			this.browser.run("window.untouched = true; window.scrollTo(0, 200)");

			other.kill();
			await().until(() -> stateOf("i-other").equals("No contact"));

			assertThat(this.browser.count("#panel-serving .face")).isOne();
			assertThat(this.browser.count("#panel-cpu .own.face-4")).isOne();
			assertThat(this.browser.shows("tbody tr")).isTrue();
			assertThat(this.browser.run("return [document.activeElement.tagName, scrollY, window.untouched].join()"))
				.isEqualTo("SUMMARY,200,true");
			assertThat(this.browser.console()).isEmpty();
			this.browser.open(this.board.uri("/"));
			assertThat(this.browser.text("#strip-text")).contains("in eu-central-1a");
			assertThat(this.browser.words("#strip-spots .self")).startsWith("served by L …bcdef0")
				.contains("eu-central-1a");
		}
	}

	@Test
	void whatComesInAboveTheTargetIsWarmAndSaysSo() {
		this.browser.open(this.board.uri("/fleet"));
		this.browser.run("""
				const start = document.startViewTransition;
				document.startViewTransition = (...given) => {
					window.gently = true;
					return start.apply(document, given);
				};""");
		comeIn("i-hot", 0.82);
		comeIn("i-cool", 0.5);
		this.browser.await("both cards", () -> !stateOf("i-hot").isEmpty() && !stateOf("i-cool").isEmpty());
		assertThat(this.browser.run("return window.gently")).isEqualTo(true);
		assertThat(this.browser.run("""
				return Array.from(document.querySelectorAll('.card.hot .above'), (it) => it.textContent.trim())
					.filter((it) => it.startsWith('82%')).join()""")).asString()
			.matches("82%\\s+above the target of 50%");
		assertThat(this.browser.run("""
				return Array.from(document.querySelectorAll('.card.hot'))
					.filter((it) => it.textContent.includes('i-cool')).length""")).isEqualTo(0L);
		assertThat(this.browser.find("#panel-cpu .target").getDomAttribute("d")).isEqualTo("M0 50h180");

		this.browser.withReducedMotion();
		this.browser.run("window.gently = false");
		comeIn("i-still", 0.1);
		this.browser.await("the card", () -> !stateOf("i-still").isEmpty());
		assertThat(this.browser.run("return window.gently")).isEqualTo(false);
		assertThat(this.browser.console()).isEmpty();
	}

	private void comeIn(String id, double cpu) {
		Heartbeat sample = Samples.with(Samples.heartbeat(id), InstanceState.SERVING, cpu, 1);
		Instant now = Instant.now();
		this.board.bean(FleetRepository.class)
			.write(new Heartbeat(id + "." + now.toEpochMilli(), 1, now, sample.state(), sample.instance(), now, 9.0,
					sample.load()));
	}

	@Test
	void aDrillsSecondsRunOnBetweenTwoAnswers() {
		Http.send("POST", this.board.uri("/fleet/drill"), "", "Authorization", "Bearer " + TOKEN);
		this.browser.open(this.board.uri("/fleet"));
		this.browser.run("window.fetch = () => new Promise(() => {})");
		assertThat(this.browser.find("#left").getAriaRole()).isEqualTo("timer");
		int first = Integer.parseInt(this.browser.text("#left").replace(" s left", ""));
		this.browser.await("the next second",
				() -> Integer.parseInt(this.browser.text("#left").replace(" s left", "")) < first);
		Http.send("DELETE", this.board.uri("/fleet/drill"), "", "Authorization", "Bearer " + TOKEN);
	}

	@Test
	void aWatcherPausesTheUpdatesAndResumesThem() {
		this.browser.open(this.board.uri("/fleet"));
		this.browser.find("#pause").sendKeys(Keys.ENTER);
		assertThat(this.browser.text("#pause")).isEqualTo("Resume updates");
		this.browser.run("document.getElementById('cards').replaceChildren()");
		this.browser.lookAgain();
		// A refresh would have begun at once, and brought the cards back.
		this.browser.runToItsEnd("new Promise((done) => setTimeout(done, 100))");
		assertThat(this.browser.count(".card")).isZero();
		this.browser.find("#pause").sendKeys(Keys.ENTER);
		this.browser.await("the cards", () -> this.browser.shows(".card.self"));
	}

	@Test
	void withoutScriptsThePageReloadsItself() {
		this.browser.withoutScripts();
		this.browser.open(this.board.uri("/fleet"));
		assertThat(this.browser.text(".card.self .word")).isEqualTo("Serving");
		assertThat(this.browser.shows("#panel-serving svg")).isTrue();
		assertThat(this.browser.text("#panel-requests figcaption")).contains("peak 59,000").doesNotContain("now");
		assertThat(this.browser.find("noscript meta").getDomAttribute("content")).isEqualTo("2");
	}

	/// As many as the group may have, each with all that a card can say and an id as long
	/// as EC2's.
	@ParameterizedTest
	@CsvSource({ "1024, 768, 2", "1024, 768, 10", "1280, 720, 2", "1280, 720, 10", "1440, 900, 10", "1920, 1080, 10",
			"3840, 2160, 10" })
	void aProjectorShowsTheWholeFleetAtOnce(int width, int height, int instances) {
		this.browser.onScreen(width, height, "light");
		this.browser.open(this.board.uri("/fleet?view=projector"));
		this.browser.await("this instance", () -> this.browser.shows(".card.self"));
		this.browser
			.run("""
					window.fetch = () => new Promise(() => {});
					const one = document.querySelector('.card.self');
					one.querySelector('.overdue')?.remove();
					one.querySelector('.badge').insertAdjacentHTML('beforeend',
						'<span class="overdue">No heartbeat for 12 s</span>');
					one.querySelector('.load dd').innerHTML = '<span>100%</span> <svg class="shape" viewBox="0 0 16 16"></svg>';
					document.getElementById('cards').replaceChildren(...Array.from({ length: arguments[0] }, (_, i) => {
						const card = one.cloneNode(true);
						card.id += i;
						return card;
					}));
					document.querySelector('.figures').insertAdjacentHTML('beforeend',
						'<p class="figure" id="drill"><span>Drill: every instance 80% busy</span> <b>600 s left</b></p>')""",
					instances);
		Legibility.assertFitsAndReads(this.browser, width, "a projector");
		assertThat(this.browser.run("return document.documentElement.scrollHeight - innerHeight")).isEqualTo(0L);
		assertThat(this.browser.run("""
				return Array.from(document.querySelectorAll('.plot svg'))
					.filter((it) => it.getBoundingClientRect().height < innerHeight / 10).length""")).isEqualTo(0L);
		String font = this.browser.find("html").getCssValue("font-size").replace("px", "");
		assertThat(Double.parseDouble(font)).as("the size of its text").isGreaterThanOrEqualTo(height / 48.0);
	}

	@Test
	void inForcedColoursTheFleetHasTheReadersGround() {
		this.browser.onScreen(1440, 800, "dark");
		this.browser.inForcedColors();
		this.browser.open(this.board.uri("/fleet"));
		this.browser.await("the chart", () -> this.browser.shows(".plot svg"));
		assertThat(this.browser.find(".plot svg").getCssValue("background-color"))
			.isEqualTo(this.browser.find("body").getCssValue("background-color"));
		assertThat(this.browser.find(".figure").getCssValue("border-top-width")).isEqualTo("1px");
	}

	private void writeInstancesInEveryState() {
		for (InstanceState state : InstanceState.values()) {
			Heartbeat sample = Samples.heartbeat("i-" + state.code() + "-" + "w".repeat(40));
			boolean lost = state == InstanceState.LOST;
			Instant now = Instant.now();
			// A life of its own each time, so that nobody has seen it alive.
			this.board.bean(FleetRepository.class)
				.write(new Heartbeat(sample.instance().id() + "." + now.toEpochMilli(), 1,
						lost ? now.minusSeconds(30) : now, lost ? InstanceState.SERVING : state, sample.instance(), now,
						lost ? 9.0 : null, sample.load()));
		}
	}

	private String stateOf(String id) {
		return String.valueOf(this.browser.run("""
				return Array.from(document.querySelectorAll('.card')).filter((it) => it.querySelector('bdi').textContent
					=== arguments[0]).map((it) => it.querySelector('.word').textContent).join()""", id));
	}

	private Map<String, String> environment(String id) {
		URI dynamoDb = RunningBoard.dynamoDbEndpoint();
		return Map.of("TABLE_NAME", this.board.table(), "AWS_REGION", "eu-central-1", "PORT", "0", "INSTANCE_ID", id,
				"AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY",
				"test");
	}

}
