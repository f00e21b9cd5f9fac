package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stands in for CloudFront, the HTTP API and the bucket: what is a file of the site comes from there, all else from the
/// function, one request at a time.
final class LocalApi implements AutoCloseable {

	private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
			"text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "txt",
			"text/plain; charset=utf-8");

	private static final Path ICON = Path.of("src/main/resources/static/icon.svg");

	private final HttpServer server;

	private final ExecutorService threads = Executors.newSingleThreadExecutor();

	private final UnaryOperator<byte[]> function;

	private final @Nullable Path site;

	private volatile boolean away;

	private volatile String contentSecurityPolicy = "";

	private LocalApi(HttpServer server, UnaryOperator<byte[]> function, @Nullable Path site) {
		this.server = server;
		this.function = function;
		this.site = site;
	}

	/// @param function answers an event
	/// @param site the files of the site; null for none
	static LocalApi start(UnaryOperator<byte[]> function, @Nullable Path site) throws IOException {
		return start(0, function, site);
	}

	/// Starts it on a port; 0 is any that is free.
	static LocalApi start(int port, UnaryOperator<byte[]> function, @Nullable Path site) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		LocalApi api = new LocalApi(server, function, site);
		server.setExecutor(api.threads);
		server.createContext("/", api::serve);
		server.start();
		return api;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	/// As while the API cannot be reached: CloudFront answers 504 without JSON.
	void away(boolean whether) {
		this.away = whether;
	}

	/// Of the site's files, as CloudFront adds it.
	void contentSecurityPolicy(String policy) {
		this.contentSecurityPolicy = policy;
	}

	private void serve(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Path file = file(path);
			if (file != null) {
				String name = file.getFileName().toString();
				exchange.getResponseHeaders()
					.set("Content-Type", TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""));
				exchange.getResponseHeaders().set("Content-Security-Policy", this.contentSecurityPolicy);
				send(exchange, 200, Files.readAllBytes(file));
			}
			else if (this.away) {
				send(exchange, 504, "no answer".getBytes(StandardCharsets.UTF_8));
			}
			else {
				answer(exchange, path);
			}
		}
	}

	/// Null for what is none of the site's. The icon is the board's.
	private @Nullable Path file(String path) {
		if (this.site == null) {
			return null;
		}
		Path file = path.equals("/icon.svg") ? ICON
				: this.site.resolve(path.equals("/") ? "index.html" : path.substring(1));
		return Files.isRegularFile(file) ? file : null;
	}

	private void answer(HttpExchange exchange, String path) throws IOException {
		Map<String, String> headers = new LinkedHashMap<>();
		exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
		String event = Event.of(exchange.getRequestMethod(), path, headers, exchange.getRequestBody().readAllBytes());
		JsonNode answer = JsonMapper.shared().readTree(this.function.apply(Event.bytes(event)));
		answer.path("headers")
			.properties()
			.forEach((header) -> exchange.getResponseHeaders()
				.put(header.getKey(), List.of(header.getValue().asString())));
		send(exchange, answer.path("statusCode").asInt(),
				answer.path("body").asString().getBytes(StandardCharsets.UTF_8));
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdown();
	}

}
