package dev.visitorboard.dynamodb;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.visitorboard.local.JavaProcess;
import dev.visitorboard.local.LocalDynamoDb;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;

/// What an operator reads when the production jar cannot start: one line, with the fix.
class StartupIT {

	private static final URI NOBODY = URI.create("http://127.0.0.1:1");

	@TempDir
	Path home;

	@Test
	void aMissingTableIsNamedWithItsRegionAndTheFix() {
		String table = "missing-" + UUID.randomUUID();

		assertStops(environment(table, RunningBoard.dynamoDbEndpoint()),
				"There is no table \"%s\" in region eu-central-1: create it as the README shows, or point TABLE_NAME and AWS_REGION to the one there is."
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
	void anEndpointThatNobodyListensOnIsNamed() {
		assertStops(environment("visitor-board", NOBODY),
				"DynamoDB could not be asked for the table \"visitor-board\" in region eu-central-1: check AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB and the network.",
				NOBODY.toString());
	}

	@Test
	void aTableWithOtherKeysIsNamedWithTheKeysThatItShouldHave() {
		String table = tableWithOneKey();

		assertStops(environment(table, RunningBoard.dynamoDbEndpoint()),
				"DynamoDB refused to read the table \"%s\" in region eu-central-1 (ValidationException): check TABLE_NAME, its keys pk and sk, and this instance's permissions."
					.formatted(table));
	}

	private static String tableWithOneKey() {
		String table = "other-keys-" + UUID.randomUUID();
		try (DynamoDbClient client = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint())) {
			client.createTable((create) -> create.tableName(table)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
				.attributeDefinitions(AttributeDefinition.builder()
					.attributeName("id")
					.attributeType(ScalarAttributeType.S)
					.build()));
		}
		return table;
	}

	private Map<String, String> environment(String table, URI endpoint) {
		// A home of its own and no metadata service, or a region and credentials might
		// come from there.
		return new HashMap<>(Map.of("TABLE_NAME", table, "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString(), "PORT", "0", "HOME",
				this.home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
	}

	private static void assertStops(Map<String, String> environment, String... parts) {
		try (JavaProcess process = JavaProcess.ofProductionJar(environment)) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.err()).isEmpty();
			assertThat(process.out()).filteredOn((line) -> !line.contains("INFO"))
				.singleElement()
				.asString()
				.contains("Visitor Board did not start. ")
				.contains(parts);
		}
	}

}
