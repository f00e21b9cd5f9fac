package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// What a client of the counter is promised, asked of the service and of the function, which count on one item.
@BesideOthers
@BoardTest
class CountContractIT {

	private static final String OTHER_SITE = "https://example.org";

	/// Of Tomcat's connection, or the number of the answer.
	private static final Set<String> INCOMPARABLE = Set.of("date", "connection", "keep-alive", "x-request-id",
			"x-served-by", "content-length", "transfer-encoding", "allow", "accept-patch");

	private static final Pattern ID = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");

	private final FaultProxy proxy;

	private final RunningBoard board;

	private final LocalFunction function;

	private LocalApi api;

	CountContractIT(FaultProxy proxy, RunningBoard board) {
		this.proxy = proxy;
		this.board = board;
		this.function = new LocalFunction(proxy.endpoint(), board.table());
	}

	enum Shape {

		SERVICE, FUNCTION

	}

	@BeforeAll
	void startApi() throws IOException {
		this.api = LocalApi.start(this.function::invoke, null);
	}

	@AfterAll
	void stopApi() {
		this.api.close();
	}

	@AfterEach
	void heal() {
		this.proxy.heal();
	}

	private URI uri(Shape shape, String path) {
		return (shape == Shape.SERVICE) ? this.board.uri(path) : this.api.uri(path);
	}

	private long count(Shape shape) {
		return json(Http.get(uri(shape, "/count"))).path("count").asLong();
	}

	@ParameterizedTest
	@EnumSource
	void aVisitIsCountedOnceAndBothShapesShowIt(Shape shape) {
		long before = count(shape);

		HttpResponse<String> counted = Http.send("POST", uri(shape, "/count"), "");

		assertThat(counted.statusCode()).isEqualTo(200);
		assertThat(counted.body()).isEqualTo("{\"count\":" + (before + 1) + "}");
		assertThat(counted.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(count(Shape.SERVICE)).isEqualTo(before + 1).isEqualTo(count(Shape.FUNCTION));
	}

	@ParameterizedTest
	@EnumSource
	void readingNeverCounts(Shape shape) {
		long before = count(shape);
		HttpResponse<String> head = Http.send("HEAD", uri(shape, "/count"), "");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		Http.get(uri(shape, "/health"));
		Http.send("OPTIONS", uri(shape, "/count"), "");
		assertThat(count(shape)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /count", "GET /count?x=1", "HEAD /count", "POST /count", "OPTIONS /count",
			"DELETE /count", "PUT /count", "PATCH /count", "GET /count/", "GET /Count", "GET /nothing", "POST /nothing",
			"GET /health", "HEAD /health", "POST /health", "OPTIONS /health", "GET /count from elsewhere",
			"POST /count from elsewhere", "OPTIONS /count from elsewhere", "GET /health from elsewhere" })
	void bothAnswerAlike(String request) {
		String[] parts = request.split(" ", -1);
		String[] headers = request.endsWith("from elsewhere") ? new String[] { "Origin", OTHER_SITE } : new String[0];
		HttpResponse<String> service = Http.send(parts[0], uri(Shape.SERVICE, parts[1]), "", headers);
		HttpResponse<String> function = Http.send(parts[0], uri(Shape.FUNCTION, parts[1]), "", headers);

		assertThat(function.statusCode()).isEqualTo(service.statusCode());
		assertThat(compared(function)).isEqualTo(compared(service));
		assertThat(list(function, "Allow")).isEqualTo(list(service, "Allow"));
		assertThat(fields(function)).isEqualTo(fields(service));
	}

	@ParameterizedTest
	@EnumSource
	void aPreflightIsToldWhatOtherSitesMayDo(Shape shape) {
		HttpResponse<String> allowed = Http.send("OPTIONS", uri(shape, "/count"), "", "Origin", OTHER_SITE,
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type");
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
		assertThat(list(allowed, "Access-Control-Allow-Methods")).containsExactly("GET", "HEAD", "POST");
		assertThat(list(allowed, "Access-Control-Allow-Headers")).containsExactly("content-type");
		assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).contains("1800");
		HttpResponse<String> refused = Http.send("OPTIONS", uri(shape, "/count"), "", "Origin", OTHER_SITE,
				"Access-Control-Request-Method", "DELETE");
		assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(refused.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void otherSitesMayReadThe503(Shape shape) {
		this.proxy.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
		HttpResponse<String> refused = Http.get(uri(shape, "/count"), "Origin", OTHER_SITE);
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(list(refused, "Access-Control-Expose-Headers")).containsExactly("Retry-After", "X-Request-Id",
				"X-Served-By");
		JsonNode problem = json(refused);
		assertThat(problem.path("detail").asString())
			.isEqualTo("The board's table does not answer. Try again in a moment.");
		assertThat(problem.path("requestId").asString())
			.isEqualTo(refused.headers().firstValue("X-Request-Id").orElseThrow());
	}

	@ParameterizedTest
	@EnumSource
	void aTableThatDoesNotAnswerMakesItUnhealthy(Shape shape) {
		assertThat(json(Http.get(uri(shape, "/health"))).path("status").asString()).isEqualTo("healthy");
		this.proxy.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
		// The service looks once a second.
		Awaitility.await().untilAsserted(() -> {
			HttpResponse<String> health = Http.get(uri(shape, "/health"));
			assertThat(health.statusCode()).isEqualTo(503);
			JsonNode report = json(health);
			assertThat(report.propertyNames()).containsExactlyInAnyOrder("status", "service", "instanceId", "database",
					"timestamp");
			assertThat(report.path("status").asString()).isEqualTo("unhealthy");
			assertThat(report.path("database").asString()).isEqualTo("disconnected");
		});
	}

	@ParameterizedTest
	@EnumSource
	void theTraceOfWhatStandsBeforeItIsTheRequestsId(Shape shape) {
		String root = "1-67891233-abcdef012345678912345678";
		assertThat(Http.get(uri(shape, "/count"), "X-Amzn-Trace-Id", "Self=x;Root=" + root)
			.headers()
			.firstValue("X-Request-Id")).contains(root);
		assertThat(Http.get(uri(shape, "/count"), "X-Amzn-Trace-Id", "Root=1-2-3").headers().firstValue("X-Request-Id"))
			.get()
			.asString()
			.matches(ID);
	}

	@ParameterizedTest
	@EnumSource
	void aBodyIsIgnoredUnlessItIsTooLarge(Shape shape) {
		long before = count(shape);
		assertThat(post(shape, "{\"count\": 7}").body()).isEqualTo("{\"count\":" + (before + 1) + "}");
		assertThat(post(shape, "x".repeat(16 * 1024)).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = post(shape, "x".repeat(16 * 1024 + 1));
		assertThat(refused.statusCode()).isEqualTo(413);
		assertThat(json(refused).path("detail").asString()).isEqualTo("The request is larger than is taken here.");
		assertThat(count(shape)).isEqualTo(before + 2);
	}

	@Test
	void overHttpsBothSaySoForLater() {
		for (Shape shape : Shape.values()) {
			assertThat(Http.get(uri(shape, "/count"), "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.7")
				.headers()
				.firstValue("Strict-Transport-Security")).as(shape.name()).contains("max-age=31536000");
		}
	}

	private HttpResponse<String> post(Shape shape, String body) {
		return Http.send("POST", uri(shape, "/count"), body, "Origin", OTHER_SITE);
	}

	private static Map<String, List<String>> compared(HttpResponse<String> answer) {
		return answer.headers()
			.map()
			.entrySet()
			.stream()
			.filter((header) -> !INCOMPARABLE.contains(header.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey,
					(header) -> header.getValue()
						.stream()
						.flatMap((value) -> Arrays.stream(value.split(", ?")))
						.toList()));
	}

	private static Set<String> list(HttpResponse<String> answer, String header) {
		return answer.headers()
			.allValues(header)
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(", ?")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/// What a body says, but for what differs from one answer to the next.
	private static Map<String, String> fields(HttpResponse<String> answer) {
		if (answer.body().isEmpty()) {
			return Map.of();
		}
		return json(answer).properties()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(field) -> Set.of("count", "requestId", "instanceId", "timestamp").contains(field.getKey()) ? "…"
							: field.getValue().toString()));
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

}
