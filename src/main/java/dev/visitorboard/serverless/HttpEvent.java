package dev.visitorboard.serverless;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// A request as an HTTP API tells a function of it, in payload format 2.0.
///
/// @param method such as `GET`
/// @param path as it was asked for, without the query
/// @param headers by name in lower case; what came several times is joined by commas
/// @param bodyLength in bytes
/// @param address of the client, or of what stands before the API
record HttpEvent(String method, String path, Map<String, String> headers, int bodyLength, String address) {

	/// @throws IllegalArgumentException where it is no such event, or its body no base64
	static HttpEvent read(InputStream json) {
		JsonNode event = Json.read(json);
		JsonNode http = event.field("requestContext")
			.flatMap((context) -> context.field("http"))
			.orElseThrow(() -> new IllegalArgumentException("no request of an HTTP API"));
		Map<String, String> headers = new LinkedHashMap<>();
		event.field("headers")
			.filter(JsonNode::isObject)
			.ifPresent((all) -> all.asObject()
				.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.text())));
		return new HttpEvent(text(http, "method"), text(event, "rawPath"), headers, bodyLength(event),
				text(http, "sourceIp"));
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	/// What a server would see, wherever the visitor's connection ends before.
	boolean isSecure() {
		return "https".equals(header("x-forwarded-proto"));
	}

	private static int bodyLength(JsonNode event) {
		String body = event.field("body").filter(JsonNode::isString).map(JsonNode::asString).orElse("");
		boolean encoded = event.field("isBase64Encoded")
			.filter(JsonNode::isBoolean)
			.map(JsonNode::asBoolean)
			.orElse(false);
		return encoded ? Base64.getDecoder().decode(body).length : body.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String text(JsonNode in, String name) {
		return in.field(name)
			.filter(JsonNode::isString)
			.map(JsonNode::asString)
			.orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
	}

}
