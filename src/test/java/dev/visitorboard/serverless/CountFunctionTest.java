package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class CountFunctionTest {

	/// The requests that DynamoDB got: their operations and headers.
	private final Queue<Headers> asked = new ConcurrentLinkedQueue<>();

	private HttpServer dynamoDb;

	private LocalFunction function;

	private volatile int status = 200;

	private volatile String answer = "{\"Attributes\":{\"n\":{\"N\":\"42\"}},\"Item\":{\"n\":{\"N\":\"41\"}}}";

	@BeforeEach
	void startDynamoDb() throws IOException {
		this.dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.dynamoDb.createContext("/", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			this.asked.add(exchange.getRequestHeaders());
			byte[] body = this.answer.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.dynamoDb.start();
		this.function = new LocalFunction(URI.create("http://127.0.0.1:" + this.dynamoDb.getAddress().getPort()),
				"board");
	}

	@AfterEach
	void stopDynamoDb() {
		this.dynamoDb.stop(0);
	}

	@Test
	void aVisitIsWrittenOnceAndWithoutASlot() {
		assertThat(this.function.answer(Event.of("POST", "/count")).path("body").asString())
			.isEqualTo("{\"count\":42}");
		assertThat(this.asked).singleElement()
			.satisfies((request) -> assertThat(request.getFirst("X-Amz-Target")).endsWith(".UpdateItem"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "InternalServerError", "ProvisionedThroughputExceededException", "ThrottlingException",
			"TransactionInProgressException" })
	void aWriteThatFailsIsNotSentAgain(String error) {
		fail(error.equals("InternalServerError") ? 500 : 400, error);
		JsonNode refused = this.function.answer(Event.of("POST", "/count"));
		assertThat(refused.path("statusCode").asInt()).isEqualTo(503);
		assertThat(refused.at("/headers/Retry-After").asString()).isEqualTo("1");
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void aReadIsTriedThreeTimes() {
		fail(500, "InternalServerError");
		assertThat(this.function.answer(Event.of("GET", "/count")).path("statusCode").asInt()).isEqualTo(503);
		assertThat(this.asked).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Item\":{\"n\":{\"S\":\"many\"}},\"Attributes\":{}}",
			"{\"Attributes\":{\"n\":{\"N\":\"1.5\"}},\"Item\":{\"n\":{\"N\":\"1.5\"}}}" })
	void aCountThatIsNoNumberIsNotMadeUp(String strange) {
		this.answer = strange;
		for (String method : List.of("GET", "POST")) {
			assertThat(this.function.answer(Event.of(method, "/count")).path("statusCode").asInt()).isEqualTo(503);
		}
	}

	@Test
	void aTableWithoutTheItemHasTheCountZero() {
		this.answer = "{}";
		assertThat(this.function.answer(Event.of("GET", "/count")).path("body").asString()).isEqualTo("{\"count\":0}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "[]", "{}", "null", "{\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
			"{\"requestContext\":{\"http\":{\"method\":1,\"sourceIp\":\"\"}},\"rawPath\":\"/count\"}",
			"{\"requestContext\":{\"http\":{\"method\":\"POST\",\"sourceIp\":\"\"}},\"rawPath\":\"/count\","
					+ "\"isBase64Encoded\":true,\"body\":\"no base64!\"}" })
	void whatIsNoRequestIs400AndCountsNothing(String event) {
		JsonNode refused = this.function.answer(event);
		assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
		assertThat(refused.at("/headers/X-Request-Id").asString()).isNotEmpty();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void theLogHasOneLineForARequestAndNothingThatWasTyped() {
		this.function.answer(Event.of("GET", "/secret-word",
				Map.of("User-Agent", "x".repeat(200), "Cookie", "secret-word"), new byte[0]));
		JsonNode line = line(0);
		assertThat(this.function.log().getFirst()).doesNotContain("secret-word").endsWith("}\n");
		assertThat(line.path("message").asString()).startsWith("GET other 404 in ");
		assertThat(line.path("user_agent.original").asString()).hasSize(100);
		assertThat(line.path("client.address").asString()).isEqualTo("203.0.113.7");
		assertThat(line.path("faas.coldstart").asBoolean()).isTrue();
		assertThat(line.path("log.level").asString()).isEqualTo("INFO");

		fail(500, "InternalServerError");
		this.function.answer(Event.of("POST", "/count"));
		assertThat(line(1).path("log.level").asString()).isEqualTo("WARN");
		assertThat(line(1).path("faas.coldstart").asBoolean()).isFalse();
		assertThat(line(1).path("error.type").asString()).endsWith("InternalServerErrorException");
	}

	@Test
	void halvesOfCharactersStopNoAnswer() {
		JsonNode counted = this.function.answer(Event.of("POST", "/count",
				Map.of("User-Agent", "x".repeat(99) + Character.toString(0x1F600)), new byte[0]));
		assertThat(counted.path("body").asString()).isEqualTo("{\"count\":42}");
		assertThat(line(0).path("user_agent.original").asString()).hasSize(100).endsWith("?");
		JsonNode refused = this.function.answer(Event.of("GET", "/PATH").replace("PATH", "\\" + "ud83d"));
		assertThat(refused.path("statusCode").asInt()).isEqualTo(404);
	}

	@Test
	void aFaultOfOursIs500WithAnIdAndItsTraceInTheLog() {
		this.function = new LocalFunction(() -> {
			CountTable broken = mock(CountTable.class);
			given(broken.total()).willThrow(new IllegalArgumentException("made up for a test"));
			return broken;
		});
		JsonNode failed = this.function.answer(Event.of("GET", "/count"));
		assertThat(failed.path("statusCode").asInt()).isEqualTo(500);
		assertThat(failed.path("body").asString()).doesNotContain("made up")
			.contains(failed.at("/headers/X-Request-Id").asString());
		assertThat(line(0).path("error.stack_trace").asString()).contains("made up for a test", "\tat ");
		assertThat(line(0).path("log.level").asString()).isEqualTo("ERROR");
	}

	@Test
	void noCopyOfASnapshotSharesWhatItsOwnersMust() throws Exception {
		String before = servedBy();
		this.asked.clear();

		this.function.function().beforeCheckpoint(Core.getGlobalContext());

		assertThat(this.asked).singleElement()
			.satisfies((request) -> assertThat(request.getFirst("Connection")).isEqualTo("close"));
		String after = restored();
		assertThat(after).isNotEqualTo(before).isNotEqualTo(restored());
	}

	@Test
	void aTableThatDoesNotAnswerStopsNoSnapshot() throws Exception {
		fail(500, "InternalServerError");
		this.function.function().beforeCheckpoint(Core.getGlobalContext());
		this.status = 200;
		this.answer = "{}";
		assertThat(restored()).startsWith("fn-");
	}

	/// The name of the copy, as Lambda starts it from the snapshot.
	private String restored() throws Exception {
		this.function.function().afterRestore(Core.getGlobalContext());
		String name = servedBy();
		this.function.function().beforeCheckpoint(Core.getGlobalContext());
		return name;
	}

	private String servedBy() {
		return this.function.answer(Event.of("GET", "/count")).at("/headers/X-Served-By").asString();
	}

	private JsonNode line(int number) {
		return JsonMapper.shared().readTree(Objects.requireNonNull(this.function.log().get(number)));
	}

	private void fail(int with, String error) {
		this.status = with;
		this.answer = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"made up\"}".formatted(error);
	}

}
