package dev.visitorboard.serverless;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/// An event in payload format 2.0, as an HTTP API of API Gateway sends it, with all that it has.
final class Event {

	private Event() {
	}

	static String of(String method, String path) {
		return of(method, path, Map.of(), new byte[0]);
	}

	/// @param headers by name; API Gateway sends them in lower case
	/// @param body sent in base64, as API Gateway does with all that is no text
	static String of(String method, String path, Map<String, String> headers, byte[] body) {
		Map<String, String> all = new LinkedHashMap<>();
		headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
		all.putIfAbsent("host", "abc123.execute-api.eu-central-1.amazonaws.com");
		all.putIfAbsent("user-agent", "curl/8");
		Map<String, Object> http = Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp",
				"203.0.113.7", "userAgent", "curl/8");
		Map<String, Object> context = new LinkedHashMap<>(Map.of("accountId", "123456789012", "apiId", "abc123",
				"domainName", "abc123.execute-api.eu-central-1.amazonaws.com", "domainPrefix", "abc123", "http", http,
				"requestId", "JKJaXmPLvHcESHA=", "routeKey", "$default", "stage", "$default", "time",
				"25/Nov/2026:13:33:39 +0000", "timeEpoch", 1_795_613_619_000L));
		Map<String, Object> event = new LinkedHashMap<>(
				Map.of("version", "2.0", "routeKey", "$default", "rawPath", path, "rawQueryString", "", "headers", all,
						"requestContext", context, "isBase64Encoded", body.length > 0));
		if (body.length > 0) {
			event.put("body", Base64.getEncoder().encodeToString(body));
		}
		return JsonMapper.shared().writeValueAsString(event);
	}

	static byte[] bytes(String event) {
		return event.getBytes(StandardCharsets.UTF_8);
	}

}
