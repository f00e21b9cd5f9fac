package dev.visitorboard.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.HaProxy;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/// Requests made to be misread, directly and through HAProxy: each is one refusal, and none gets a second request in.
@BoardTest
@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith(OutputCaptureExtension.class)
class RawHttpIT {

	/// In each request somewhere, and in no line of the log.
	private static final String MARK = "smuggled-7f3a";

	private static final String SECOND = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(MARK);

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

	private static final String SECOND_CHUNK = "%x\r\n%s\r\n0\r\n\r\n".formatted(SECOND.length(), SECOND);

	/// Ambiguous about where the body ends. Nothing on the connection can be trusted
	/// after such a request.
	private static final List<Map.Entry<String, String>> FRAMING = List.of(
			Map.entry("CL.TE", post("0\r\n\r\n" + SECOND, "Content-Length: 5", "Transfer-Encoding: chunked")),
			Map.entry("TE.CL", post(SECOND_CHUNK, "Transfer-Encoding: chunked", "Content-Length: 4")),
			Map.entry("two lengths", post(SECOND, "Content-Length: 0", "Content-Length: " + SECOND.length())),
			Map.entry("a list of lengths", post(SECOND, "Content-Length: 0, " + SECOND.length())),
			Map.entry("a length with a sign", post(SECOND, "Content-Length: +0")),
			Map.entry("a negative length", post(SECOND, "Content-Length: -1")),
			Map.entry("a huge length", post(SECOND, "Content-Length: 99999999999999999999")),
			Map.entry("xchunked", post("0\r\n\r\n" + SECOND, "Transfer-Encoding: xchunked")),
			Map.entry("chunked, identity", post("0\r\n\r\n" + SECOND, "Transfer-Encoding: chunked, identity")),
			Map.entry("chunked twice",
					post("0\r\n\r\n" + SECOND, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked")),
			Map.entry("space before colon", post("0\r\n\r\n" + SECOND, "Transfer-Encoding : chunked")),
			Map.entry("vertical tab", post("0\r\n\r\n" + SECOND, "Transfer-Encoding: \u000bchunked")),
			Map.entry("a bad chunk size", post("zz\r\n" + SECOND, "Transfer-Encoding: chunked")),
			Map.entry("a negative chunk size", post("-1\r\n" + SECOND, "Transfer-Encoding: chunked")));

	/// Heads that are wrong in themselves.
	private static final List<Map.Entry<String, String>> HEADS = List.of(
			Map.entry("two hosts", get("/", "Host: localhost", "Host: " + MARK)),
			Map.entry("no host", get("/", "X-Mark: " + MARK)),
			Map.entry("a host with a space", get("/", "Host: local host")),
			Map.entry("a header without colon", get("/", "Host: localhost", MARK)),
			Map.entry("NUL in a header", get("/", "Host: localhost", "X-Mark: a\0" + MARK)),
			Map.entry("no such expectation of a count", get("/count", "Host: localhost", "Expect: 200-ok")),
			Map.entry("no such expectation of a page",
					get("/", "Host: localhost", "Accept: text/html", "Expect: 200-ok")),
			Map.entry("no such version", "GET /nope HTTP/9.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
			Map.entry("8,200 bytes of header", get("/", "Host: localhost", "X-Long: " + MARK + "x".repeat(8200))),
			Map.entry("150 headers",
					get("/", Stream
						.concat(Stream.of("Host: localhost"),
								IntStream.range(0, 150).mapToObj((i) -> "X-" + i + ": " + MARK))
						.toArray(String[]::new))));

	/// Whole requests that ask for nothing there is. The status is the board's own.
	private static final List<Map.Entry<String, String>> TARGETS = List.of(target("/%C0%AF" + MARK),
			target("/%ED%A0%80" + MARK), target("/%zz" + MARK), target("/%"), target("/?before=%"),
			target("/?before=%C0%AF" + MARK), target("/..;/actuator/env"), target("/%2e%2e/actuator/env"),
			target("/../../etc/passwd"), target("/%2Factuator%2Fenv"), target("/actuator%5cenv"),
			target("/actuator\\env"), target("/actuator/env;x"), target("//actuator/env"), target("/" + MARK + "%00"),
			target("/" + MARK + "\0"), target("http://localhost/" + MARK), target("http://evil.example/" + MARK),
			target("*"), target("/" + "x".repeat(8200)), target("/%250aERROR" + MARK), target("/%0aERROR" + MARK),
			Map.entry("CONNECT", close("CONNECT localhost:443 HTTP/1.1", "")),
			Map.entry("TRACE", close("TRACE /%s HTTP/1.1".formatted(MARK), "")),
			Map.entry("a method that is none", close("G%%T /%s HTTP/1.1".formatted(MARK), "")),
			Map.entry("1,001 parameters", close("POST / HTTP/1.1", parameters(1001), FORM)),
			Map.entry("20 MB with a length", close("POST / HTTP/1.1", "message=" + "x".repeat(20_000_000), FORM)),
			Map.entry("20 MB in chunks",
					"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + FORM
							+ "\r\nTransfer-Encoding: chunked\r\n\r\n"
							+ "1000\r\n%s\r\n".formatted("x".repeat(4096)).repeat(20_000_000 / 4096) + "0\r\n\r\n"));

	private final RunningBoard board;

	@AutoClose
	private final HaProxy proxy;

	RawHttpIT(RunningBoard board) {
		this.board = board;
		this.proxy = HaProxy.permissive(RawHttpIT.class, board.uri("/"));
	}

	@TestFactory
	Stream<DynamicTest> aBodyThatCanBeReadInTwoWaysLetsNoSecondRequestIn(CapturedOutput output) {
		return cases(FRAMING, (name, server, request) -> {
			RawHttp answer = RawHttp.send(server, request);
			if (server.equals(this.board.uri("/"))) {
				assertRefused(name, answer, output);
				assertThat(answer.closed()).as("closed after %s: %s", name, answer.text()).isTrue();
			}
			else {
				// What HAProxy takes for a request of its own it may refuse once more.
				assertThat(answer.answersOf("x-request-id")).as("%s: %s", name, answer.text()).isLessThanOrEqualTo(1);
				assertThat(answer.text()).as(name).doesNotContain(MARK);
				assertThat(isRefusal(answer.status())).as("%s: %s", name, answer.text()).isTrue();
			}
		});
	}

	@TestFactory
	Stream<DynamicTest> aHeadThatIsWrongIsRefused(CapturedOutput output) {
		return cases(HEADS, (name, server, request) -> assertRefused(name, RawHttp.send(server, request), output));
	}

	@TestFactory
	Stream<DynamicTest> aRequestForWhatThereIsNotIsRefused(CapturedOutput output) {
		return cases(TARGETS, (name, server, request) -> {
			RawHttp answer = RawHttp.send(server, request);
			if (name.startsWith("20 MB") && server.equals(this.proxy.uri()) && answer.text().isEmpty()) {
				// HAProxy hangs up on who still sends, and its reset may overtake the
				// answer (RFC 9112, section 9.6).
				assertThat(answer.closed()).as(name).isTrue();
			}
			else {
				assertRefused(name, answer, output);
			}
		});
	}

	@TestFactory
	Stream<DynamicTest> linesThatEndWithoutACarriageReturnOrGoOnAreOneRequest() {
		String bare = "GET /nope HTTP/1.1\nHost: localhost\nConnection: close\n\n";
		String mixed = "GET /nope HTTP/1.1\r\nHost: localhost\r\nX-A: b\nConnection: close\r\n\r\n";
		String folded = get("/nope", "Host: localhost", "X-Folded: a\r\n " + MARK);
		return cases(List.of(Map.entry("bare", bare), Map.entry("mixed", mixed), Map.entry("folded", folded)),
				(name, server, request) -> {
					RawHttp answer = RawHttp.send(server, request);
					assertThat(answer.answers()).as(name).isEqualTo(1);
					assertThat(answer.status()).as(name + answer.text()).isIn(400, 404);
				});
	}

	private Stream<DynamicTest> cases(List<Map.Entry<String, String>> requests, Case check) {
		return Stream.of(Map.entry("directly", this.board.uri("/")), Map.entry("through HAProxy", this.proxy.uri()))
			.flatMap((way) -> requests.stream().map((request) -> {
				String name = request.getKey() + ", " + way.getKey();
				return DynamicTest.dynamicTest(name, () -> {
					check.check(name, way.getValue(), request.getValue().getBytes(StandardCharsets.ISO_8859_1));
					assertThat(Http.get(way.getValue().resolve("/actuator/health/readiness")).statusCode())
						.isEqualTo(200);
				});
			}));
	}

	private static void assertRefused(String name, RawHttp answer, CapturedOutput output) {
		assertThat(answer.answers()).as("%s: %s", name, answer.text()).isEqualTo(1);
		assertThat(isRefusal(answer.status())).as("%s: %s", name, answer.text()).isTrue();
		assertThat(answer.text()).as(name)
			.doesNotContainIgnoringCase("Tomcat", "Exception", "org.apache", "Spring")
			.doesNotContain("\r\nServer:");
		assertThat(output.toString().lines().filter((line) -> line.contains(MARK))).as(name).isEmpty();
	}

	/// 501 and 505 are what RFC 9110 and 9112 ask for where a method, a coding or a
	/// version is unknown.
	private static boolean isRefusal(int status) {
		return (status >= 400 && status < 500) || status == 501 || status == 505;
	}

	private static String post(String body, String... headers) {
		return "POST / HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\n\r\n%s".formatted(FORM, String.join("\r\n", headers),
				body);
	}

	private static String get(String target, String... headers) {
		return "GET %s HTTP/1.1\r\nConnection: close\r\n%s\r\n\r\n".formatted(target, String.join("\r\n", headers));
	}

	private static String close(String requestLine, String body, String... headers) {
		String more = Stream.of(headers).map((header) -> header + "\r\n").collect(Collectors.joining());
		return "%s\r\nHost: localhost\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s".formatted(requestLine,
				more, body.length(), body);
	}

	private static Map.Entry<String, String> target(String target) {
		String name = (target.length() > 40) ? target.substring(0, 40) : target;
		return Map.entry(name.replace("\0", "NUL"), get(target, "Host: localhost"));
	}

	private static String parameters(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "p" + i + "=" + MARK).collect(Collectors.joining("&"));
	}

	private interface Case {

		void check(String name, URI server, byte[] request);

	}

}
