package dev.visitorboard.web.openapi;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JsonShape;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// Sends every example of the description to a board, and holds the answer against it.
@BoardTest({ "board.instructor.token=" + OpenApiIT.TOKEN, "board.dynamodb.call-timeout=2s",
		"board.dynamodb.attempt-timeout=500ms", "board.counter.deadline=2s" })
record OpenApiIT(RunningBoard board, @BoardTest.With("board.posting.per-minute=1") RunningBoard strict,
		FaultProxy dynamoDb, RunningBoard lonely) {

	static final String TOKEN = "the-instructor-of-this-test";

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void everyExampleIsAnsweredAsItSays() throws IOException {
		String text = Http.get(this.board.uri("/openapi.json")).body();
		// For the linter of .ci/run.
		Files.writeString(Path.of("target", "openapi.json"), text);
		JsonNode description = JSON.readTree(text);
		List<Replay> replays = replays(description);
		this.dynamoDb.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
		assertThat(replays).hasSizeGreaterThan(50)
			.allSatisfy((replay) -> check(replay, answer(replay, replays), description));
		Http.send("DELETE", this.board.uri("/fleet/drill"), "", "Authorization", "Bearer " + TOKEN);
	}

	@Test
	void everyOperationAndEveryWordIsInIt() {
		Set<String> described = replays(JSON.readTree(Http.get(this.board.uri("/openapi.json")).body())).stream()
			.map((replay) -> replay.method().toUpperCase(Locale.ROOT) + " " + replay.path())
			.collect(Collectors.toSet());
		assertThat(described).containsExactlyInAnyOrderElementsOf(Words.read(JSON).operations().keySet());
	}

	@Test
	void toolsOnOtherSitesMayReadIt() {
		HttpResponse<String> answer = Http.get(this.board.uri("/openapi.json"), "Origin", "https://tools.example");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		String etag = answer.headers().firstValue("ETag").orElseThrow();
		assertThat(Http.get(this.board.uri("/openapi.json"), "If-None-Match", etag).statusCode()).isEqualTo(304);
	}

	private HttpResponse<String> answer(Replay replay, List<Replay> all) {
		switch (replay.status()) {
			case 503 -> {
				return replay.send(this.lonely, TOKEN);
			}
			// Each sends a message of its own first, which is the one that is allowed.
			case 429 -> {
				return replay.send(this.strict, TOKEN);
			}
			// What was there before.
			case 409,
					422 ->
				all.stream()
					.filter((other) -> other.operation().equals(replay.operation()) && other.status() < 300)
					.forEach((other) -> other.send(this.board, TOKEN));
			default -> {
			}
		}
		return replay.send(this.board, TOKEN);
	}

	private static void check(Replay replay, HttpResponse<String> answer, JsonNode description) {
		String what = replay + ": " + answer.body();
		assertThat(answer.statusCode()).as(what).isEqualTo(replay.status());
		replay.operation()
			.at("/responses/" + replay.status() + "/headers")
			.propertyNames()
			.forEach((name) -> assertThat(answer.headers().firstValue(name)).as("%s of %s", name, what).isPresent());
		if (replay.type().isEmpty()) {
			return;
		}
		assertThat(answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "")).as(what)
			.isEqualTo(replay.type());
		if (replay.type().endsWith("json")) {
			JsonNode body = JSON.readTree(answer.body());
			assertThat(JsonShape.of(body)).as(what).isEqualTo(JsonShape.of(replay.value()));
			assertThat(withoutNumbers(body.path("detail"))).as(what)
				.isEqualTo(withoutNumbers(replay.value().path("detail")));
			JsonNode schema = replay.operation()
				.path("responses")
				.path(Integer.toString(replay.status()))
				.path("content")
				.path(replay.type())
				.path("schema");
			assertThat(violations(body, schema, description)).as(what).isEmpty();
		}
	}

	private static String withoutNumbers(JsonNode text) {
		return text.asString("").replaceAll("\\d+ s\\b", "n s");
	}

	/// What of a value its schema does not allow.
	private static Set<String> violations(JsonNode value, JsonNode schema, JsonNode description) {
		Set<String> found = new TreeSet<>();
		JsonNode named = schema.has("$ref") ? description.at(schema.get("$ref").asString().substring(1)) : schema;
		if (named.has("anyOf")) {
			return value.isNull() ? Set.of() : violations(value, named.get("anyOf").get(0), description);
		}
		String type = value.isObject() ? "object" : value.isArray() ? "array" : value.isIntegralNumber() ? "integer"
				: value.isNumber() ? "number" : value.isNull() ? "null" : value.isBoolean() ? "boolean" : "string";
		Set<String> allowed = Stream
			.concat(Stream.of(named.path("type").asString("")),
					named.path("type").values().stream().map((one) -> one.asString("")))
			.collect(Collectors.toSet());
		if (!allowed.contains(type) && !(type.equals("integer") && allowed.contains("number"))) {
			found.add("%s is no %s".formatted(value, allowed));
		}
		named.path("required").values().forEach((name) -> {
			if (!value.has(name.asString())) {
				found.add(name + " is missing");
			}
		});
		for (Map.Entry<String, JsonNode> field : value.properties()) {
			JsonNode property = named.path("properties").path(field.getKey());
			found.addAll(property.isMissingNode() ? Set.of(field.getKey() + " is not described")
					: violations(field.getValue(), property, description));
		}
		if (value.isArray()) {
			value.forEach((element) -> found.addAll(violations(element, named.path("items"), description)));
		}
		return found;
	}

	private static List<Replay> replays(JsonNode description) {
		return description.get("paths")
			.properties()
			.stream()
			.flatMap((path) -> path.getValue()
				.properties()
				.stream()
				.flatMap((method) -> Replay.of(method.getKey(), path.getKey(), method.getValue()).stream()))
			.toList();
	}

}
