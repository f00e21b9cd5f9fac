package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The zip that goes to Lambda: what is in it, and that AWS's runtime runs it.
@BesideOthers
class FunctionZipIT {

	private static final long LARGEST = 15_000_000;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void unpack() throws IOException {
		UnpackedFunction.unpack(folder);
	}

	@Test
	void itIsSmallAndHoldsWhatItNeeds() throws IOException {
		assertThat(Files.size(UnpackedFunction.ZIP)).isLessThan(LARGEST);
		List<String> entries = UnpackedFunction.entries();
		assertThat(entries).filteredOn((entry) -> !entry.startsWith("lib/"))
			.contains("dev/visitorboard/serverless/CountFunction.class",
					"dev/visitorboard/counter/item/CounterItem.class")
			.allMatch((entry) -> entry.matches("dev/visitorboard/(serverless|counter/item|http)/[\\w$-]+\\.class"));
		assertThat(entries).filteredOn((entry) -> entry.startsWith("lib/"))
			.isNotEmpty()
			.allMatch((entry) -> entry.endsWith(".jar"))
			.noneMatch((entry) -> entry.matches(
					".*/(spring|tomcat|micrometer|netty|apache|httpc|cloudwatch|dynamodb-enhanced|logback|caffeine).*"));
	}

	/// One process for all, since each start takes its time.
	@Test
	void awssRuntimeSnapshotsRestoresAndInvokesIt() throws Exception {
		String table = RunningBoard.newTable();
		try (RuntimeApi runtime = RuntimeApi.start();
				JavaProcess process = UnpackedFunction.start(folder, runtime,
						UnpackedFunction.environment(DynamoDbEngine.endpoint(), table));
				LocalApi api = LocalApi.start(runtime::invoke, null)) {
			runtime.awaitSnapshot();
			int before = runtime.credentialsGiven();
			assertThat(before).as("it has asked the table once").isPositive();
			runtime.restore();

			JsonNode health = json(Http.get(api.uri("/health")));
			assertThat(runtime.credentialsGiven()).as("it does not keep what it had").isGreaterThan(before);
			assertThat(health.path("status").asString()).as("%s", process).isEqualTo("healthy");
			assertThat(health.path("instanceId").asString()).matches("fn-[0-9a-f]{12}");

			assertThat(Http.send("POST", api.uri("/count"), "").body()).isEqualTo("{\"count\":1}");
			assertThat(Http.send("POST", api.uri("/count"), "\u0000\u00ff").body()).isEqualTo("{\"count\":2}");
			assertThat(Http.get(api.uri("/count")).body()).isEqualTo("{\"count\":2}");
			oddRequestsAreRefused(runtime, api);
			assertThat(Http.get(api.uri("/count")).body()).isEqualTo("{\"count\":2}");

			String counted = process.awaitLine("\"POST /count 200");
			assertThat(JsonMapper.shared().readTree(counted).path("http.route").asString()).isEqualTo("/count");
			assertThat(process.out()).filteredOn((line) -> line.contains("\"faas.coldstart\":true")).hasSize(1);
		}
	}

	private static void oddRequestsAreRefused(RuntimeApi runtime, LocalApi api) {
		for (String path : List.of("/", "/count/", "/COUNT", "/count.svg", "/%2e%2e/etc/passwd", "/count/%00")) {
			HttpResponse<String> refused = Http.send("POST", api.uri(path), "");
			assertThat(refused.statusCode()).as(path).isEqualTo(404);
			assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		}
		assertThat(Http.send("BREW", api.uri("/count"), "").statusCode()).isEqualTo(405);
		assertThat(JsonMapper.shared().readTree(runtime.invoke(Event.bytes("{}"))).path("statusCode").asInt())
			.isEqualTo(400);
	}

	@Test
	void aFaultOfItsEnvironmentIsAnErrorOfItsInit() throws Exception {
		try (RuntimeApi runtime = RuntimeApi.start();
				JavaProcess process = UnpackedFunction.start(folder, runtime, Map.of())) {
			assertThat(runtime.awaitInitError()).contains("TABLE_NAME and AWS_REGION must be set");
			assertThat(process.awaitExit()).isNotZero();
		}
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(Objects.requireNonNull(answer.body()));
	}

}
