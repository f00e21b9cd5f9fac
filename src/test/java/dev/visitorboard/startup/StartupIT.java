package dev.visitorboard.startup;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.LogLine;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What an operator reads when the production jar cannot start: Spring Boot's report, with one line that has the fix.
@BesideOthers
class StartupIT {

	private static final URI NOBODY = URI.create("http://127.0.0.1:1");

	/// Enough to start with, and worth a warning.
	private static final String NO_KEY = "BOARD_SIGNING_KEY is not set";

	@TempDir
	Path home;

	@Test
	void aMissingTableIsNamedWithItsRegionAndTheFix() {
		String table = "missing-" + UUID.randomUUID();

		assertStops(environment(table, RunningBoard.dynamoDbEndpoint()),
				"There is no table \"%s\" in region eu-central-1: create it as src/docs/configuration.md shows, or point TABLE_NAME and AWS_REGION to the one there is."
					.formatted(table));
		try (DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint())) {
			assertThat(client.listTables().tableNames()).doesNotContain(table);
		}
	}

	@Test
	void aMissingRegionIsNamedWithTheFix() {
		Map<String, String> environment = environment("visitor-board", RunningBoard.dynamoDbEndpoint());
		environment.remove("AWS_REGION");

		assertStops(environment, "No AWS region is known: set AWS_REGION, for instance to eu-central-1.");
	}

	@Test
	void missingCredentialsAreNamedWithTheFix() {
		Map<String, String> environment = environment("visitor-board", RunningBoard.dynamoDbEndpoint());
		environment.remove("AWS_ACCESS_KEY_ID");

		assertStops(environment,
				"No AWS credentials were found to read the table \"visitor-board\" in region eu-central-1 with: give this instance a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
	}

	@Test
	void aPortThatIsTakenIsNamedWithTheFix() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			Map<String, String> environment = environment("visitor-board", NOBODY);
			environment.put("PORT", Integer.toString(other.getLocalPort()));

			assertStops(environment, "Port %d is in use: set PORT to a free one, or stop what listens there."
				.formatted(other.getLocalPort()));
		}
	}

	@Test
	void badSettingsAreNamedTogetherByVariableAndRuleWithoutTheirValues() {
		Map<String, String> environment = environment("visitor-board", NOBODY);
		environment.put("BOARD_SIGNING_KEY", "hunter2");
		environment.put("PORT", "abc");

		assertThat(assertStops(environment,
				"BOARD_SIGNING_KEY needs at least 32 characters, such as `openssl rand -hex 32` makes. PORT must be a whole number from 0 to 65535."))
			.doesNotContain("hunter2");
	}

	@Test
	void anInstanceWhoseTableDoesNotAnswerStartsButIsNotReadyUntilItDoes() throws IOException {
		try (FaultProxy dynamoDb = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint())) {
			dynamoDb.plan(FaultPlan.always(Fault.BLACK_HOLE));
			try (JavaProcess process = JavaProcess
				.ofProductionJar(environment(RunningBoard.newTable(), dynamoDb.endpoint()))) {
				URI board = URI.create("http://127.0.0.1:" + port(process.awaitLine("Tomcat started on port ")));
				await().untilAsserted(() -> assertThat(status(board, "/actuator/health/liveness")).isEqualTo(200));
				assertThat(status(board, "/actuator/health/readiness")).isEqualTo(503);
				assertThat(status(board, "/")).isEqualTo(503);
				assertThat(LogLine.troubles(process.out())).filteredOn((line) -> line.contains("not ready"))
					.singleElement()
					.asString()
					.startsWith("DynamoDB does not answer for the table")
					.contains("in region eu-central-1 at " + dynamoDb.endpoint());

				dynamoDb.heal();
				await().untilAsserted(() -> assertThat(status(board, "/actuator/health/readiness")).isEqualTo(200));
				assertThat(status(board, "/")).isEqualTo(200);

				dynamoDb.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
				await().untilAsserted(() -> assertThat(status(board, "/actuator/health")).isEqualTo(503));
				assertThat(status(board, "/actuator/health/readiness")).isEqualTo(200);
			}
		}
	}

	private static int status(URI board, String path) {
		return Http.get(board.resolve(path)).statusCode();
	}

	private static String port(String line) {
		return line.replaceFirst(".*Tomcat started on port (\\d+).*", "$1");
	}

	private Map<String, String> environment(String table, URI endpoint) {
		// A home of its own and no metadata service, or a region and credentials might
		// come from there.
		return new HashMap<>(Map.of("TABLE_NAME", table, "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString(), "PORT", "0", "HOME",
				this.home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
	}

	private static String assertStops(Map<String, String> environment, String line) {
		try (JavaProcess process = JavaProcess.ofProductionJar(environment)) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.err()).isEmpty();
			assertThat(LogLine.troubles(process.out())).filteredOn((trouble) -> !trouble.startsWith(NO_KEY))
				.singleElement()
				.asString()
				.contains("APPLICATION FAILED TO START", "\n" + line);
			return process.toString();
		}
	}

}
