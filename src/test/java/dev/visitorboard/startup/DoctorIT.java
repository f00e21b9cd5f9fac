package dev.visitorboard.startup;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/// `java -jar visitor-board.jar doctor`, as an operator runs it.
@BesideOthers
class DoctorIT {

	@TempDir
	Path home;

	@Test
	void whenAllIsWellEveryLayerIsOkAndNothingHasChanged() {
		String table = RunningBoard.newTable();
		URI endpoint = RunningBoard.dynamoDbEndpoint();
		put(table);
		List<Map<String, AttributeValue>> before = items(table);

		List<String> lines = examine(0, environment(table, endpoint));

		assertThat(lines).allMatch((line) -> line.startsWith("ok   ") || line.startsWith("note clock"))
			.element(0)
			.asString()
			.startsWith("ok   Java 25");
		assertThat(lines).contains("ok   settings can be read",
				"ok   instance i-0abc (INSTANCE_ID) in eu-central-1a (AVAILABILITY_ZONE)",
				"ok   signing key (BOARD_SIGNING_KEY)", "ok   instructor's token (BOARD_ADMIN_TOKEN)",
				"ok   port: any that is free (PORT)", "ok   region eu-central-1 (AWS_REGION)",
				"ok   credentials from the environment (AWS_ACCESS_KEY_ID)", "ok   127.0.0.1 is 127.0.0.1",
				"ok   127.0.0.1 takes connections on port %d".formatted(endpoint.getPort()),
				"ok   %s speaks HTTP".formatted(endpoint), "ok   table \"%s\"".formatted(table), "ok   keys pk and sk",
				"ok   dynamodb:GetItem", "ok   dynamodb:Query", "ok   dynamodb:PutItem", "ok   dynamodb:UpdateItem",
				"ok   dynamodb:DeleteItem");
		assertThat(items(table)).isEqualTo(before);
	}

	@Test
	void everyBadSettingIsNamedAndWhatNeedsThemIsSkipped() {
		Map<String, String> environment = environment("visitor-board", RunningBoard.dynamoDbEndpoint());
		environment.putAll(Map.of("PORT", "abc", "AVAILABILITY_ZONE", "eu central 1", "BOARD_SIGNING_KEY", "hunter2"));
		environment.remove("AWS_ACCESS_KEY_ID");

		List<String> lines = examine(1, environment);

		assertThat(lines)
			.contains("FAIL PORT must be a whole number from 0 to 65535.", "skip port", "skip region", "skip table")
			.anyMatch((line) -> line
				.startsWith("FAIL INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION may hold"))
			.anyMatch((line) -> line.startsWith("FAIL BOARD_SIGNING_KEY needs at least 32"))
			.anyMatch((line) -> line.startsWith("FAIL No AWS credentials were found: give this instance a role"))
			.noneMatch((line) -> line.contains("hunter2"));
	}

	@Test
	void aPortThatIsTakenAndAMissingTableHaveAFixEach() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			String table = "missing-" + UUID.randomUUID();
			Map<String, String> environment = environment(table, RunningBoard.dynamoDbEndpoint());
			environment.put("PORT", Integer.toString(other.getLocalPort()));

			assertThat(examine(1, environment)).contains(
					"FAIL Port %d is in use: set PORT to a free one, or stop what listens there."
						.formatted(other.getLocalPort()),
					"FAIL There is no table \"%s\" in region eu-central-1: create it as src/docs/configuration.md shows, or point TABLE_NAME and AWS_REGION to the one there is."
						.formatted(table),
					"skip keys pk and sk", "skip dynamodb:UpdateItem");
		}
	}

	@Test
	void anEndpointThatAnswersNothingIsTold() throws IOException {
		try (FaultProxy dynamoDb = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint())) {
			dynamoDb.plan(FaultPlan.always(Fault.BLACK_HOLE));
			Map<String, String> environment = environment("visitor-board", dynamoDb.endpoint());
			environment.keySet().removeAll(JavaProcess.UNHURRIED.keySet());
			List<String> lines = examine(1, environment);

			assertThat(lines).contains("FAIL DynamoDB's answer: nothing within 2 s: check the network.", "skip clock",
					"skip table");
		}
	}

	private Map<String, String> environment(String table, URI endpoint) {
		Map<String, String> environment = new HashMap<>(
				Map.of("TABLE_NAME", table, "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
						"AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString(), "PORT", "0",
						"HOME", this.home.toString(), "INSTANCE_ID", "i-0abc", "AVAILABILITY_ZONE", "eu-central-1a"));
		environment.putAll(JavaProcess.UNHURRIED);
		environment.put("BOARD_SIGNING_KEY", "a key of thirty-two characters, or more");
		environment.put("BOARD_ADMIN_TOKEN", "a-token-of-the-instructor");
		return environment;
	}

	private static List<String> examine(int exitCode, Map<String, String> environment) {
		environment.put("AWS_EC2_METADATA_DISABLED", "true");
		try (JavaProcess process = JavaProcess.ofProductionJar(environment, "doctor")) {
			assertThat(process.awaitExit()).as(process.toString()).isEqualTo(exitCode);
			assertThat(process.err()).isEmpty();
			return process.out();
		}
	}

	private static void put(String table) {
		try (DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint())) {
			client.putItem((put) -> put.tableName(table)
				.item(Map.of("pk", AttributeValue.fromS("CHECK"), "sk", AttributeValue.fromS("CHECK"), "n",
						AttributeValue.fromN("1"))));
		}
	}

	private static List<Map<String, AttributeValue>> items(String table) {
		try (DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint())) {
			return client.scan((scan) -> scan.tableName(table)).items();
		}
	}

}
