package dev.visitorboard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;

import dev.visitorboard.fleet.InstanceState;
import dev.visitorboard.fleet.SampleFleet;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A board on which people have been for a while, served by two instances, in a browser.
///
/// @param message one in the middle of it
/// @param hidden one that an instructor has hidden
record SampleBoard(Browser browser, RunningBoard board, String message, String hidden) {

	static final String TOKEN = "the-instructors-token";

	private static final String[] AS_INSTRUCTOR = { "Authorization", "Bearer " + TOKEN };

	static SampleBoard fill(Browser browser, RunningBoard one, RunningBoard other) {
		recordVisits(one);
		new SampleFleet(one).recordHistory();
		post(one, "Ada", "Good morning! Which instance do you see?");
		post(other, "Grace", "The other one. Reload a few times and watch the letter change.");
		String hidden = post(one, "Mallory", "Buy my watches");
		Http.send("PUT", one.uri("/messages/" + hidden + "/hidden"), "", AS_INSTRUCTOR);
		post(other, "مها", "مرحبا! الصفحة تعمل من اليمين إلى اليسار.");
		post(one, "", "I killed one of them, and my message is still here.");
		String message = post(other, "Linus",
				"What the drill does is written at https://example.com/drill. It took 74 s until the third one served.");
		post(one, "Barbara", "Two lines are fine too.\nThis is the second.");
		post(other, "Edsger", "No message was lost and none came twice.");
		return new SampleBoard(browser, one, message, hidden);
	}

	/// Three months of them, and of the last two days each hour.
	private static void recordVisits(RunningBoard board) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
		put(board, "TOTAL", 12_812);
		Stream
			.concat(Stream.iterate(0, (hours) -> hours < 48, (hours) -> hours + 1),
					Stream.iterate(48, (hours) -> hours < 90 * 24, (hours) -> hours + 24))
			.forEach((hours) -> put(board, "AT#" + now.minus(hours, ChronoUnit.HOURS).toString().replace(":00Z", "Z"),
					Math.round(12_800 - 5.9 * hours + 40 * Math.sin(hours / 4.0))));
	}

	private static void put(RunningBoard board, String key, long count) {
		board.bean(DynamoDbClient.class)
			.putItem((put) -> put.tableName(board.table())
				.item(Map.of("pk", AttributeValue.fromS("COUNTER#visitors"), "sk", AttributeValue.fromS(key), "n",
						AttributeValue.fromN(Long.toString(count)))));
	}

	private static String post(RunningBoard board, String name, String message) {
		return Http.postForm(board.uri("/"), message, name)
			.headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceFirst(".*#", "");
	}

	Browser open(String path) {
		return this.browser.open(this.board.uri(path));
	}

	/// Sends an empty form, as a page without scripts does.
	void submit(String path) {
		this.browser.run("""
				const form = document.createElement('form');
				form.method = 'post';
				form.action = arguments[0];
				form.innerHTML = '<button id=submit>Submit</button>';
				document.querySelector('main').prepend(form)""", path);
		this.browser.follow("#submit");
	}

	void signIn(String token) {
		open("/moderation");
		if (this.browser.shows("#token")) {
			this.browser.find("#token").sendKeys(token);
			this.browser.follow("main button");
		}
	}

	void startDrill() {
		Http.send("POST", this.board.uri("/fleet/drill"), "", AS_INSTRUCTOR);
	}

	void endDrill() {
		Http.send("DELETE", this.board.uri("/fleet/drill"), "", AS_INSTRUCTOR);
	}

	void showDrill() {
		startDrill();
		tell("i-0123456789abcdef0", InstanceState.SERVING, Duration.ZERO);
		open("/fleet");
		this.browser.await("three instances in a drill", () -> {
			this.browser.lookAgain();
			return this.browser.count(".card.serving") == 3 && this.browser.shows("#drill");
		});
		holdStill();
	}

	/// One killed, and the one in its place not ready yet.
	void showKilledInstance() {
		tell("i-0123456789abcdef0", InstanceState.SERVING, Duration.ofSeconds(30));
		tell("i-0fedcba9876543210", InstanceState.STARTING, Duration.ZERO);
		open("/fleet");
		this.browser.await("a lost instance and its successor", () -> {
			this.browser.lookAgain();
			return this.browser.count(".card.lost") == 1 && this.browser.count(".card.starting") == 1;
		});
		holdStill();
	}

	/// From now on the page gets no answer: what is only told of is lost after a while.
	private void holdStill() {
		this.browser.run("window.fetch = () => new Promise(() => {})");
	}

	private void tell(String instance, InstanceState state, Duration silent) {
		new SampleFleet(this.board).tell(instance, "eu-central-1c", state, silent);
	}

}
