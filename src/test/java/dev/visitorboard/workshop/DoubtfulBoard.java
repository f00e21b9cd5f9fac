package dev.visitorboard.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// A server that looks like a board to the scripts, and can be given a fault that the real one is free of.
final class DoubtfulBoard implements AutoCloseable {

	enum Fault {

		/// Acknowledges its third post and does not keep it.
		LOSES_A_POST,
		/// Keeps its third post twice.
		DOUBLES_A_POST,
		/// Answers its third count and forgets it.
		LOSES_A_COUNT,
		/// Answers its third count with the number of the second.
		GIVES_A_NUMBER_TWICE,
		/// Adds two for its third count.
		COUNTS_ONE_TOO_MANY,
		/// Answers every other page, post and count with 503, though it keeps the post.
		FAILS_EVERY_OTHER,
		/// Has another name from its sixth answer on.
		CHANGES_ITS_NAME

	}

	private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]*)\"");

	private final HttpServer server;

	private final Fault fault;

	private final ConcurrentLinkedDeque<String> messages = new ConcurrentLinkedDeque<>();

	private final Map<String, String> ids = new ConcurrentHashMap<>();

	private final AtomicInteger answers = new AtomicInteger();

	private final AtomicInteger asked = new AtomicInteger();

	private int count = 40;

	private int counts;

	private DoubtfulBoard(HttpServer server, Fault fault) {
		this.server = server;
		this.fault = fault;
	}

	static DoubtfulBoard with(Fault fault) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			DoubtfulBoard board = new DoubtfulBoard(server, fault);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.createContext("/", (exchange) -> board.answer(exchange, board.failsNow() ? 503 : 200, "board"));
			server.createContext("/count", board::count);
			server.createContext("/messages", board::messages);
			server.start();
			return board;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()).toString();
	}

	private void count(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("GET")) {
			answer(exchange, 200, number(0, false));
		}
		else if (failsNow()) {
			answer(exchange, 503, "");
		}
		else {
			answer(exchange, 200, number(1, true));
		}
	}

	private synchronized String number(int more, boolean counting) {
		if (counting) {
			this.counts++;
		}
		boolean third = counting && this.counts == 3;
		int added = (third && this.fault == Fault.COUNTS_ONE_TOO_MANY) ? 2 : more;
		int answered = (third && this.fault == Fault.GIVES_A_NUMBER_TWICE) ? this.count : this.count + added;
		if (!third || this.fault != Fault.LOSES_A_COUNT) {
			this.count += added;
		}
		return "{\"count\":%d}".formatted(answered);
	}

	private void messages(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("GET")) {
			answer(exchange, 200, "{\"messages\":[" + String.join(",", this.messages) + "]}");
			return;
		}
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		List<String> keys = exchange.getRequestHeaders().getOrDefault("Idempotency-Key", List.of(""));
		String id = this.ids.computeIfAbsent(keys.getFirst(), (_) -> keep(body));
		if (failsNow()) {
			answer(exchange, 503, "");
		}
		else {
			answer(exchange, 201, "{\"id\":\"%s\"}".formatted(id));
		}
	}

	private String keep(String body) {
		Matcher matcher = MESSAGE.matcher(body);
		String text = matcher.find() ? matcher.group(1) : "";
		int number = this.ids.size() + 1;
		long now = System.currentTimeMillis();
		String id = "%08x-%04x-7000-8000-%012x".formatted(now >>> 16, now & 0xFFFF, number);
		String message = "{\"id\":\"%s\",\"message\":\"%s\"}".formatted(id, text);
		boolean third = text.endsWith(" 3");
		if (!third || this.fault != Fault.LOSES_A_POST) {
			this.messages.addFirst(message);
		}
		if (third && this.fault == Fault.DOUBLES_A_POST) {
			this.messages.addFirst(message);
		}
		return id;
	}

	private boolean failsNow() {
		return this.fault == Fault.FAILS_EVERY_OTHER && this.asked.incrementAndGet() % 2 == 1;
	}

	private void answer(HttpExchange exchange, int status, String body) throws IOException {
		boolean another = this.answers.incrementAndGet() > 5 && this.fault == Fault.CHANGES_ITS_NAME;
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("X-Served-By", another ? "i-late" : "i-early");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
