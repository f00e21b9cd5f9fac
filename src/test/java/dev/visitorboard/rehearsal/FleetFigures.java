package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

/// The CPU of the instances, read where everybody can: from `/fleet`.
final class FleetFigures {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpRequest request;

	FleetFigures(URI board, Duration patience) {
		this.request = HttpRequest.newBuilder(board.resolve("/fleet"))
			.header("Accept", "application/json")
			.timeout(patience)
			.build();
	}

	/// By instance, from 0 to 1; empty while nobody answers.
	Map<String, Double> cpu() throws InterruptedException {
		try {
			HttpResponse<String> answer = this.client.send(this.request, BodyHandlers.ofString());
			return (answer.statusCode() == 200) ? parse(answer.body()) : Map.of();
		}
		catch (IOException _) {
			return Map.of();
		}
	}

	private static Map<String, Double> parse(String json) {
		Map<String, Double> cpu = new HashMap<>();
		List<Map<String, Object>> serving = JsonPath.read(json, "$.instances[?(@.state == 'serving')]");
		for (Map<String, Object> instance : serving) {
			if (instance.get("cpu") instanceof Number known) {
				cpu.put(String.valueOf(instance.get("id")), known.doubleValue());
			}
		}
		return cpu;
	}

}
