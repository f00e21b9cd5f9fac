package dev.visitorboard.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.faults.Seed;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.KeptConnection;
import dev.visitorboard.testing.KeptConnection.Answer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever a stranger sends to any address, the answer is one of ours.
@BoardTest({ "board.instructor.token=" + OddRequestsIT.TOKEN, "board.counter.deadline=20s" })
record OddRequestsIT(RunningBoard board) {

	private static final int REQUESTS = 20_000;

	private static final int CONNECTIONS = 4;

	static final String TOKEN = "the-instructor-of-odd-requests";

	private static final JsonMapper JSON = new JsonMapper();

	private static final Queue<String> FLAWS = new ConcurrentLinkedQueue<>();

	private static final Set<String> REQUEST_IDS = ConcurrentHashMap.newKeySet();

	@Test
	void everyOddRequestGetsAnAnswerOfOurs() throws InterruptedException {
		Errors log = new Errors();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		log.start();
		root.addAppender(log);
		long seed = Seed.newOrRepeated();
		List<String> patterns = Address.allOf(this.board).stream().map(Address::pattern).distinct().sorted().toList();
		List<String> ids = IntStream.range(0, 5).mapToObj((i) -> posted("message " + i)).toList();
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			OddRequests requests = new OddRequests(seed + i, patterns, TOKEN, ids);
			senders.add(Thread.ofPlatform().start(() -> sendAll(requests)));
		}
		for (Thread sender : senders) {
			sender.join();
		}
		root.detachAppender(log);
		assertThat(FLAWS).isEmpty();
		// Others may run beside this test.
		assertThat(List.copyOf(log.list))
			.noneMatch((event) -> REQUEST_IDS.contains(event.getMDCPropertyMap().getOrDefault(RequestId.LOG_KEY, "")));
		assertThat(Http.get(this.board.uri("/")).statusCode()).isEqualTo(200);
	}

	private String posted(String message) {
		return JsonPath.read(Http.postJson(this.board.uri("/messages"), "{\"message\":\"" + message + "\"}").body(),
				"$.id");
	}

	private void sendAll(OddRequests requests) {
		KeptConnection connection = null;
		try {
			for (int i = 0; i < REQUESTS / CONNECTIONS; i++) {
				if (connection == null) {
					connection = new KeptConnection(this.board.uri("/"));
				}
				byte[] request = requests.next();
				try {
					Answer answer = connection.exchange(request);
					check(request, answer);
					cancelDrill(request, answer);
					if (!connection.isEnding()) {
						continue;
					}
				}
				catch (IOException | RuntimeException ex) {
					flaw(ex.toString(), request, "");
				}
				connection.close();
				connection = null;
			}
		}
		catch (IOException ex) {
			FLAWS.add(ex.toString());
		}
		finally {
			if (connection != null) {
				connection.close();
			}
		}
	}

	private void check(byte[] request, Answer answer) {
		int status = answer.status();
		REQUEST_IDS.add(answer.headers().getOrDefault("X-Request-Id", "none"));
		String text = answer.text();
		boolean head = new String(request, 0, 5, StandardCharsets.US_ASCII).equals("HEAD ");
		if (status >= 500 && status != 501 && status != 505) {
			flaw("a server's error", request, status + " " + text);
		}
		if (status >= 400 && !head && text.isEmpty()) {
			flaw("an empty error", request, status + " " + answer.headers());
		}
		if (status >= 400 && !answer.headers().containsKey("X-Request-Id")) {
			flaw("an error without an id", request, status + " " + text);
		}
		if (text.contains("Exception") || text.contains("org.apache") || text.contains("org.springframework")) {
			flaw("an exception's name", request, status + " " + text);
		}
		if (!head && !text.isEmpty() && answer.headers().getOrDefault("Content-Type", "").contains("json")) {
			try {
				JSON.readTree(text);
			}
			catch (JacksonException ex) {
				flaw("no JSON: " + ex.getMessage(), request, status + " " + text);
			}
		}
	}

	/// A drill would take the processor from the rest.
	private void cancelDrill(byte[] request, Answer answer) {
		String sent = new String(request, StandardCharsets.ISO_8859_1);
		if (answer.status() < 400 && sent.startsWith("POST ") && sent.contains("/drill")) {
			Http.send("DELETE", this.board.uri("/fleet/drill"), "", "Authorization", "Bearer " + TOKEN);
		}
	}

	private static void flaw(String what, byte[] request, String answer) {
		FLAWS.add("%s%n%s%n-> %s%n".formatted(what, shortened(new String(request, StandardCharsets.ISO_8859_1)),
				shortened(answer)));
	}

	private static String shortened(String text) {
		return (text.length() > 1_500) ? text.substring(0, 1_500) + "..." : text;
	}

	/// Keeps what is logged above a warning.
	private static final class Errors extends ListAppender<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
				// Or the request's id would be looked for on the reading thread.
				event.prepareForDeferredProcessing();
				super.append(event);
			}
		}

	}

}
