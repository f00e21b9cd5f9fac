package dev.visitorboard.testing.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Answers as DynamoDB would for an empty table, but with an error for some operations.
public final class StubDynamoDb implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, String> errors;

	private final int status;

	private StubDynamoDb(HttpServer server, Map<String, String> errors, int status) {
		this.server = server;
		this.errors = errors;
		this.status = status;
	}

	/// Refuses some operations.
	/// @param errors the error's code for an operation such as `UpdateItem`
	public static StubDynamoDb refusing(Map<String, String> errors) throws IOException {
		return refusing(errors, 400);
	}

	public static StubDynamoDb refusing(Map<String, String> errors, int status) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		StubDynamoDb stub = new StubDynamoDb(server, errors, status);
		server.createContext("/", stub::answer);
		server.start();
		return stub;
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void answer(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
		String operation = target.substring(target.indexOf('.') + 1);
		// Every write of a check has a condition that does not hold.
		String error = this.errors.getOrDefault(operation,
				operation.matches("(Put|Update|Delete)Item") ? "ConditionalCheckFailedException" : "");
		String body = error.isEmpty() ? "{}"
				: "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"made up for a test\"}"
					.formatted(error);
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(error.isEmpty() ? 200 : this.status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
