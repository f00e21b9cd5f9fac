package dev.visitorboard.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.SlowClients;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BesideOthers
@ExtendWith(DynamoDbEngine.class)
class SlowClientsIT {

	private static final Duration BODY_TIME = Duration.ofSeconds(2);

	/// Fewer than the slow clients, so that they would take all of them.
	private static final int SLOTS = 20;

	@AutoClose
	private final RunningBoard board = RunningBoard.start("i-1", RunningBoard.newTable(),
			"board.web.max-in-flight=" + SLOTS, "board.web.body-time=" + BODY_TIME.toMillis() + "ms");

	@Test
	void slowClientsTakeNoSlotAndCostNobodyAnAnswer() throws IOException {
		URI server = this.board.uri("/");
		try (SlowClients slow = SlowClients.on(server, 500, Duration.ofMillis(500))) {
			// Each body has been cut off and begun anew, and more than once on the whole.
			await().pollInterval(Duration.ofMillis(200)).until(() -> {
				assertThat(this.board.bean(RequestSlots.class).taken()).isZero();
				for (String path : List.of("/", "/messages", "/actuator/health/readiness",
						"/actuator/health/liveness")) {
					assertThat(Http.get(server.resolve(path)).statusCode()).as(path).isEqualTo(200);
				}
				return slow.reopened() >= 750;
			});
		}
	}

	@Test
	void aBodyThatTakesTooLongIsRefusedAndItsConnectionEnds() throws Exception {
		List<Callable<String>> clients = Stream
			.of("/|application/x-www-form-urlencoded|Content-Length: 9000",
					"/|application/x-www-form-urlencoded|Transfer-Encoding: chunked",
					"/messages|application/json|Content-Length: 9000",
					"/messages|application/json|Transfer-Encoding: chunked", "/count|text/plain|Content-Length: 17000")
			.map((client) -> client.split("\\|"))
			.map((client) -> (Callable<String>) () -> sendSlowly(client[0], client[1], client[2]))
			.toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<String> answer : threads.invokeAll(clients)) {
				assertThat(answer.get()).startsWith("HTTP/1.1 408 ").contains("X-Request-Id: ", "Connection: close");
				String problem = answer.get().substring(answer.get().indexOf("\r\n\r\n")).strip();
				assertThat((String) JsonPath.read(problem, "$.detail")).isEqualTo("The request took too long to come.");
			}
		}
	}

	/// @return all that comes before the connection ends
	private String sendSlowly(String path, String type, String framing) throws IOException {
		String head = "POST %s HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nContent-Type: %s\r\n%s\r\n\r\n"
			.formatted(path, type, framing);
		try (Socket socket = new Socket(this.board.uri("/").getHost(), this.board.uri("/").getPort())) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			Thread sender = Thread.ofVirtual().start(() -> trickle(socket));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			sender.interrupt();
			return answer;
		}
	}

	/// In chunks of one byte, which are a body with a length too.
	private static void trickle(Socket socket) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				socket.getOutputStream().write("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
				Thread.sleep(100);
			}
		}
		catch (IOException | InterruptedException _) {
			// It has been cut off.
		}
	}

	@Test
	void aFormThatComesInPartsInTimeIsTaken() throws IOException {
		byte[] request = wire("""
				POST / HTTP/1.1
				Host: x
				Connection: close
				Expect: 100-continue
				Content-Type: application/x-www-form-urlencoded
				Transfer-Encoding: chunked

				8
				message=
				5
				h%C3%
				3
				A4t
				0

				""");
		try (Socket socket = new Socket(this.board.uri("/").getHost(), this.board.uri("/").getPort())) {
			socket.setTcpNoDelay(true);
			for (byte part : request) {
				socket.getOutputStream().write(part);
			}
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 100 \r\n\r\nHTTP/1.1 303 ").containsOnlyOnce("HTTP/1.1 100");
		}
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("\"hät\"");
	}

	@Test
	void aRequestRightBehindABodyIsAnsweredToo() throws IOException {
		byte[] requests = wire("""
				POST /messages HTTP/1.1
				Host: x
				Content-Type: application/json
				Content-Length: 15

				{"message":"a"}GET /count HTTP/1.1
				Host: x
				Connection: close

				""");
		try (Socket socket = new Socket(this.board.uri("/").getHost(), this.board.uri("/").getPort())) {
			socket.getOutputStream().write(requests);
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.contains("HTTP/1.1 201 ", "HTTP/1.1 200 ", "{\"count\":0}");
		}
	}

	private static byte[] wire(String text) {
		return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	@Test
	void clientsThatDoNotReadTheirAnswersLeaveItReady() {
		try (RunningBoard few = RunningBoard.start("i-2", RunningBoard.newTable(), "board.web.max-in-flight=2");
				ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			clients.execute(() -> askAndDoNotRead(few.uri("/")));
			clients.execute(() -> askAndDoNotRead(few.uri("/")));
			RequestSlots slots = few.bean(RequestSlots.class);
			await().until(() -> slots.taken() == 2 && !slots.stuckFor(Duration.ZERO));
			assertThat(Http.get(few.uri("/actuator/health/readiness")).statusCode()).isEqualTo(200);
			clients.shutdownNow();
			await().until(() -> slots.taken() == 0);
		}
	}

	/// Until it is interrupted: whoever is cut off, since nothing is read, comes again.
	private static void askAndDoNotRead(URI server) {
		byte[] request = "GET /board.css HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		while (!Thread.currentThread().isInterrupted()) {
			try (Socket socket = new Socket()) {
				socket.setReceiveBufferSize(1_024);
				socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
				while (!Thread.currentThread().isInterrupted()) {
					socket.getOutputStream().write(request);
				}
			}
			catch (IOException _) {
				// It has been cut off, or is to end.
			}
		}
	}

}
