package dev.visitorboard.web.openapi;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import tools.jackson.databind.JsonNode;

/// An example of the description, as a request that can be sent.
///
/// @param method such as `get`
/// @param status the answer's
/// @param type of the answer; empty where it has no body
/// @param value what the answer is said to be; missing where it has no body
record Replay(String method, String path, JsonNode operation, String name, int status, String type, JsonNode value) {

	/// The id that stands for a message that is there.
	private static final String ID = "019a3f2e-7c11-7d0a-9b61-0a6f6e1c2d3e";

	/// All examples of an operation, those that succeed first.
	static List<Replay> of(String method, String path, JsonNode operation) {
		List<Replay> all = new ArrayList<>();
		operation.get("responses").properties().forEach((response) -> {
			int status = Integer.parseInt(response.getKey());
			List<Replay> before = List.copyOf(all);
			response.getValue()
				.path("content")
				.properties()
				.forEach((content) -> content.getValue()
					.get("examples")
					.properties()
					.forEach((example) -> all.add(new Replay(method, path, operation, example.getKey(), status,
							content.getKey(), example.getValue().get("value")))));
			if (all.equals(before)) {
				all.add(new Replay(method, path, operation, "", status, "", operation.path("nothing")));
			}
		});
		return all;
	}

	/// Sends it to a board, for a message of its own.
	HttpResponse<String> send(RunningBoard board, String token) {
		String post = "{\"message\":\"Hello, %s of %s %s\",\"name\":\"Ada\"}".formatted(this.name, this.method,
				this.path);
		HttpResponse<String> posted = Http.postJson(board.uri("/messages"), post, "Idempotency-Key",
				(toString().hashCode() + "-" + System.nanoTime()));
		String id = (posted.statusCode() == 201) ? JsonPath.read(posted.body(), "$.id") : ID;
		List<String> headers = new ArrayList<>(
				List.of("Accept", (this.status < 300 && !this.type.isEmpty()) ? this.type : "*/*"));
		if (this.operation.has("security") && !this.name.equals("no-token")) {
			headers.addAll(List.of("Authorization", "Bearer " + ((this.status == 401) ? "a-guess" : token)));
		}
		String address = this.path;
		List<String> query = new ArrayList<>();
		for (JsonNode parameter : this.operation.path("parameters")) {
			JsonNode example = exampleOf(parameter);
			String name = parameter.get("name").asString();
			String value = example.asString("").replace(ID, id);
			switch (example.isMissingNode() ? "none" : parameter.get("in").asString()) {
				case "path" -> address = address.replace("{" + name + "}", value);
				case "query" -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
				case "header" -> headers.addAll(List.of(name, value));
				case "cookie" -> headers.addAll(List.of("Cookie",
						posted.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "")));
				default -> {
				}
			}
		}
		JsonNode body = exampleOf(this.operation.path("requestBody").path("content").path("application/json"));
		if (!body.isMissingNode()) {
			headers.addAll(List.of("Content-Type", "application/json"));
		}
		else if (this.status == 415) {
			headers.addAll(List.of("Content-Type", "text/plain"));
		}
		String content = body.isMissingNode() ? (this.status == 415) ? "words" : ""
				: body.isString() ? body.asString() : body.toString();
		return Http.send(this.method.toUpperCase(Locale.ROOT),
				board.uri(address + query.stream().collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""))),
				content, headers.toArray(String[]::new));
	}

	/// Where nothing but the status tells an example without an answer, it is the one of
	/// the success.
	private JsonNode exampleOf(JsonNode part) {
		JsonNode examples = part.path("examples");
		if (this.name.isEmpty()) {
			return examples.isEmpty() ? examples.path("none") : examples.values().iterator().next().get("value");
		}
		return examples.path(this.name).path("value");
	}

	@Override
	public String toString() {
		return "%s %s %d %s".formatted(this.method, this.path, this.status, this.name);
	}

}
