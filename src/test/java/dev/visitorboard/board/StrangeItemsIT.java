package dev.visitorboard.board;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/// A table into which other versions and hands wrote whatever its keys allow, of every kind that it holds.
@BesideOthers
@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith({ DynamoDbEngine.class, OutputCaptureExtension.class })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangeItemsIT {

	private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");

	private static final String TOKEN = "a-token-for-what-is-strange";

	private static final String WORDS = "words-of-a-visitor";

	private static final AttributeValue TEXT = AttributeValue.fromS(WORDS);

	/// One of each type, none of which is text or a whole number.
	private static final List<AttributeValue> MISTYPED = List.of(AttributeValue.fromN("1.5"),
			AttributeValue.fromN("1E+100"), AttributeValue.fromBool(true), AttributeValue.fromNul(true),
			AttributeValue.fromL(List.of()), AttributeValue.fromM(Map.of("S", TEXT)),
			AttributeValue.fromSs(List.of("x")), AttributeValue.fromNs(List.of("1")));

	private final String table = RunningBoard.newTable();

	private final DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint());

	private int made;

	private RunningBoard board;

	@BeforeAll
	void start() {
		gone();
		messages();
		counter();
		fleet();
		this.board = RunningBoard.start("i-1", this.table, "board.instructor.token=" + TOKEN);
	}

	@AfterAll
	void stop() {
		this.board.close();
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/?before=ffffffff-ffff-7fff-bfff-ffffffffffff", "/?deleted", "/messages",
			"/messages?limit=1", "/messages?before=ffffffff-ffff-7fff-bfff-ffffffffffff", "/moderation",
			"/moderation?before=ffffffff-ffff-7fff-bfff-ffffffffffff", "/count", "/count/history",
			"/count/history?from=2026-11-20T00:00Z&to=2026-11-22T00:00Z", "/history", "/fleet", "/health" })
	void everythingIsAnswered(String path) {
		for (String accept : List.of("text/html", "application/json", "*/*")) {
			var answer = Http.get(this.board.uri(path), "Accept", accept, "Authorization", "Bearer " + TOKEN);
			assertThat(answer.statusCode()).as(answer.body()).isIn(200, 406);
		}
		assertThat(Http.get(this.board.uri(path), "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
	}

	@Test
	void theModerationsPageIsShownToo() {
		var signedIn = Http.send("POST", this.board.uri("/instructor"), "token=" + TOKEN, "Content-Type",
				"application/x-www-form-urlencoded");
		String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
		var page = Http.get(this.board.uri("/moderation"), "Accept", "text/html", "Cookie", cookie);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("a foreign attribute", "restore");
	}

	@Test
	void whatCanBeShownSafelyIsShown() {
		String list = Http.get(this.board.uri("/messages")).body();
		assertThat(JsonPath.<List<String>>read(list, "$.messages[*].message")).contains("a foreign attribute",
				"no instance", "a strange name", "a key that is none", "reversed", "x".repeat(499) + "\u2026",
				Character.toString(0x3FFFD));
		assertThat(JsonPath.<List<String>>read(list, "$.messages[?(@.message=='no instance')].instance"))
			.containsOnly("unknown");
		assertThat(JsonPath.<List<String>>read(list, "$.messages[?(@.message=='a strange name')].name")).isEmpty();
		assertThat(list).doesNotContain(WORDS).doesNotContain("\u202E");
		for (String id : JsonPath.<List<String>>read(list, "$.messages[*].id")) {
			assertThat(Http.get(this.board.uri("/messages/" + id)).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void anInstructorHidesWhatIsShownAndRestoresIt() {
		String before = Http.get(this.board.uri("/messages")).body();
		List<String> ids = JsonPath.read(before, "$.messages[*].id");
		assertThat(ids).isNotEmpty();
		for (String id : ids) {
			assertThat(hidden("PUT", id)).isEqualTo(204);
			assertThat(Http.get(this.board.uri("/messages/" + id)).statusCode()).isEqualTo(404);
			assertThat(hidden("DELETE", id)).isEqualTo(204);
		}
		assertThat(Http.get(this.board.uri("/messages")).body()).isEqualTo(before);
	}

	@Test
	void whatIsLeftOutIsSaidOnceByItsKeyAlone(CapturedOutput output) {
		MessageId id = put("BOARD#", Map.of("text", AttributeValue.fromBool(true), "name", TEXT));
		for (int i = 0; i < 3; i++) {
			assertThat(Http.get(this.board.uri("/messages")).body()).doesNotContain(id.toString());
			assertThat(Http.get(this.board.uri("/messages/" + id)).statusCode()).isEqualTo(404);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(id.toString()))).singleElement()
			.asString()
			.contains("WARN", "BOARD#" + id.shard())
			.doesNotContain(WORDS);
	}

	@Test
	void theCountThatIsRightIsShownAndGoesOn() {
		assertThat(Http.get(this.board.uri("/count")).body()).isEqualTo("{\"count\":7}");
		assertThat(JsonPath.<List<Integer>>read(
				Http.get(this.board.uri("/count/history?from=2026-11-20T00:00Z&to=2026-11-22T00:00Z")).body(),
				"$.intervals[?(@.visits > 0)].visits"))
			.containsExactly(5);
	}

	/// Any number that stood in for it would be wrong.
	@Test
	void aCountThatIsNoNumberIsUnknownAndPagesDoWithoutIt() {
		String other = RunningBoard.newTable();
		put(other, "COUNTER#visitors", "TOTAL", Map.of("n", TEXT));
		put(other, "BOARD#0", MessageId.lowestAt(THEN).toString(), Map.of("text", AttributeValue.fromS("still here")));
		try (RunningBoard uncounted = RunningBoard.start("i-2", other)) {
			for (AttributeValue count : Stream.concat(MISTYPED.stream(), Stream.of(TEXT)).toList()) {
				put(other, "COUNTER#visitors", "TOTAL", Map.of("n", count));
				var refused = Http.get(uncounted.uri("/count"));
				assertThat(refused.statusCode()).as("%s", count).isEqualTo(503);
				assertThat(refused.headers().firstValue("Retry-After")).isPresent();
				assertThat(Http.get(uncounted.uri("/")).body()).contains("still here");
				assertThat(Http.get(uncounted.uri("/messages")).statusCode()).isEqualTo(200);
			}
		}
	}

	private int hidden(String method, String id) {
		return Http.send(method, this.board.uri("/messages/" + id + "/hidden"), "", "Authorization", "Bearer " + TOKEN)
			.statusCode();
	}

	private void messages() {
		for (AttributeValue strange : MISTYPED) {
			put("BOARD#", Map.of("text", AttributeValue.fromS("a strange name"), "name", strange));
			put("BOARD#", Map.of("text", AttributeValue.fromS("no instance"), "instance", strange));
			put("BOARD#", Map.of("text", AttributeValue.fromS("a key that is none"), "postKey", strange));
			put("BOARD#", Map.of("text", strange, "name", TEXT));
			put("BOARD#", Map.of("text", TEXT, "hiddenAt", strange));
			put("BOARD#", Map.of("text", TEXT, "deletedAt", strange));
			put("BOARD#", Map.of("text", TEXT, "hiddenAt", TEXT, "deletedAt", strange));
		}
		put("BOARD#", Map.of());
		put("BOARD#", Map.of("name", TEXT));
		for (String blank : List.of("", " \n", "\u200B", "\u3164", "\u0301")) {
			put("BOARD#", Map.of("text", AttributeValue.fromS(blank), "name", TEXT));
		}
		for (String id : List.of("!", "zzz", "0", "01a1fd94-81c6-4d36-a884-90e964419e24",
				"01A1FD94-81C6-7D36-A884-90E964419E24")) {
			put(this.table, "BOARD#0", id, Map.of("text", TEXT));
			put(this.table, "GONE#0", id, Map.of("text", TEXT, "hiddenAt", TEXT));
		}
		put("BOARD#", Map.of("text", AttributeValue.fromS("a foreign attribute"), "likes",
				AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1")))));
		put("BOARD#", Map.of("text", AttributeValue.fromS("no instance")));
		put("BOARD#", Map.of("text", AttributeValue.fromS("\u202Ere\u0000versed\u200B\n\n\n")));
		put("BOARD#", Map.of("text", AttributeValue.fromS("x".repeat(100_000))));
		put("BOARD#", Map.of("text", AttributeValue.fromS("e" + "\u0301".repeat(900))));
		put("BOARD#", Map.of("text", AttributeValue.fromS(Character.toString(0x3FFFD))));
		put("BOARD#", Map.of("text", AttributeValue.fromS("long"), "name", AttributeValue.fromS("y".repeat(900))));
		put(this.table, "BOARD#1", MessageId.lowestAt(THEN).toString(), Map.of("text", TEXT));
	}

	private void gone() {
		put("GONE#", Map.of());
		put("GONE#", Map.of("text", AttributeValue.fromS("neither hidden nor deleted")));
		for (AttributeValue strange : MISTYPED) {
			put("GONE#", Map.of("text", strange, "hiddenAt", strange));
			put("GONE#", Map.of("deletedAt", strange, "instance", strange, "expiresAt", strange));
		}
	}

	private void counter() {
		Map<String, AttributeValue> total = new HashMap<>(
				Map.of("n", AttributeValue.fromN("7"), "foreign", TEXT, "wText", TEXT));
		for (AttributeValue strange : MISTYPED) {
			total.put("w" + strange.type(), strange);
			put(this.table, "COUNTER#visitors", "AT#2026-11-21T12:%d0Z".formatted(MISTYPED.indexOf(strange) % 6),
					Map.of("n", strange));
			put(this.table, "COUNTER#visitors", "AT#2026-11-21T12:05" + strange.type(), Map.of());
		}
		put(this.table, "COUNTER#visitors", "TOTAL", total);
		put(this.table, "COUNTER#visitors", "AT#", Map.of("n", AttributeValue.fromN("1")));
		put(this.table, "COUNTER#visitors", "AT#2026-11-21T11:00Z", Map.of());
		put(this.table, "COUNTER#visitors", "AT#2026-11-21T13:00Z", Map.of("n", AttributeValue.fromN("5")));
		put(this.table, "COUNTER#visitors", "AT#2026-99-99T13:00Z", Map.of("n", AttributeValue.fromN("5")));
		put(this.table, "COUNTER#visitors", "BEFORE", Map.of());
		put(this.table, MessageDayItem.PARTITION, MessageDayItem.SORT, Map.of("until", TEXT));
	}

	private void fleet() {
		Map<String, AttributeValue> heartbeat = Map.ofEntries(Map.entry("n", AttributeValue.fromN("1")),
				Map.entry("lastSeen", AttributeValue.fromS(Instant.now().toString())),
				Map.entry("state", AttributeValue.fromS("serving")), Map.entry("instance", AttributeValue.fromS("i-7")),
				Map.entry("version", AttributeValue.fromS("v")), Map.entry("boot", AttributeValue.fromS("")),
				Map.entry("startedAt", AttributeValue.fromS(Instant.now().toString())),
				Map.entry("requestsPerSecond", AttributeValue.fromN("1")),
				Map.entry("inFlight", AttributeValue.fromN("1")), Map.entry("cpu", AttributeValue.fromN("0.5")));
		put(this.table, "FLEET", "nothing", Map.of());
		List<AttributeValue> values = Stream
			.concat(MISTYPED.stream(),
					Stream
						.of("", "<b>", "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z",
								"start=1E300")
						.map(AttributeValue::fromS))
			.toList();
		for (String name : heartbeat.keySet()) {
			for (int i = 0; i < values.size(); i++) {
				Map<String, AttributeValue> strange = new HashMap<>(heartbeat);
				strange.put("instance", AttributeValue.fromS("i-" + name + i));
				strange.put(name, values.get(i));
				put(this.table, "FLEET", name + i, strange);
			}
		}
		put(this.table, "FLEET", "DRILL", Map.of("id", TEXT, "intensity", AttributeValue.fromN("50"), "seconds",
				AttributeValue.fromN("9E+18"), "endsAt", AttributeValue.fromN("9223372036854775807")));
		Instant now = Instant.now();
		for (Instant slot : List.of(now, now.minusSeconds(1_000))) {
			String hour = "FLEET#" + slot.truncatedTo(ChronoUnit.HOURS).toString().substring(0, 13);
			put(this.table, hour, slot.truncatedTo(ChronoUnit.SECONDS).toString(), Map.of());
			put(this.table, hour, slot.truncatedTo(ChronoUnit.SECONDS) + "x", Map.of("serving", TEXT));
			for (AttributeValue strange : MISTYPED) {
				put(this.table, hour, slot.truncatedTo(ChronoUnit.SECONDS).minusSeconds(this.made++).toString(),
						Map.of("serving", strange, "requestsPerSecond", strange, "cpu", strange));
			}
		}
	}

	/// Puts a message whose id lies in its shard.
	private MessageId put(String prefix, Map<String, AttributeValue> attributes) {
		MessageId id = MessageId.at(THEN.plusMillis(this.made),
				IdempotencyKey.chosen("strange " + this.made++).idBits());
		put(this.table, prefix + id.shard(), id.toString(), attributes);
		return id;
	}

	private void put(String table, String partition, String sort, Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> item = new HashMap<>(BoardTable.key(partition, sort));
		item.putAll(attributes);
		this.client.putItem((put) -> put.tableName(table).item(item));
	}

}
