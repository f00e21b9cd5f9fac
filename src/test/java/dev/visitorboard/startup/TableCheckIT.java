package dev.visitorboard.startup;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.testing.faults.Fate;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.faults.StubDynamoDb;
import dev.visitorboard.lifecycle.StartupFailureException;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;

/// What stops a boot, what does not, and how each is told.
@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith(OutputCaptureExtension.class)
class TableCheckIT {

	@Test
	void aTableThatServesIsReadyAndHoldsNothingAfterwards() {
		String table = RunningBoard.newTable();
		URI endpoint = RunningBoard.dynamoDbEndpoint();
		try (DynamoDbClient client = LocalDynamoDb.client(endpoint)) {
			TableCheck check = check(client, table, endpoint);
			check.start();
			assertThat(check.hasSucceeded()).isTrue();
			assertThat(client.scan((scan) -> scan.tableName(table)).items()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GetItem    | AccessDeniedException             | This instance may not dynamodb:GetItem on the table "visitor-board" in region local: add it to the policy of its role
					Query      | AccessDeniedException             | This instance may not dynamodb:Query on
					PutItem    | AccessDeniedException             | This instance may not dynamodb:PutItem on
					UpdateItem | AccessDeniedException             | This instance may not dynamodb:UpdateItem on
					DeleteItem | AccessDeniedException             | This instance may not dynamodb:DeleteItem on
					GetItem    | UnrecognizedClientException       | AWS does not take the credentials for the table
					GetItem    | InvalidSignatureException         | AWS does not take the credentials for the table
					GetItem    | ExpiredTokenException             | The AWS credentials for the table "visitor-board" in region local have expired: renew them
					Query      | SomethingElseException            | DynamoDB refused to serve the table "visitor-board" in region local (made up for a test).
					""")
	void whatTheOperatorCanMendStopsTheBootWithTheFix(String operation, String error, String line) throws IOException {
		assertStops(Map.of(operation, error), line);
	}

	@Test
	void allActionsThatAreDeniedAreNamedAtOnce() throws IOException {
		assertStops(Map.of("Query", "AccessDeniedException", "UpdateItem", "AccessDeniedException"),
				"This instance may not dynamodb:Query, dynamodb:UpdateItem on the table");
	}

	@Test
	void aTableWithOtherKeysStopsTheBootWithTheKeysThatItShouldHave() {
		String table = "other-keys-" + UUID.randomUUID();
		URI endpoint = RunningBoard.dynamoDbEndpoint();
		try (DynamoDbClient client = LocalDynamoDb.client(endpoint)) {
			client.createTable((create) -> create.tableName(table)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
				.attributeDefinitions(AttributeDefinition.builder()
					.attributeName("id")
					.attributeType(ScalarAttributeType.S)
					.build()));
			assertThatExceptionOfType(StartupFailureException.class).isThrownBy(check(client, table, endpoint)::start)
				.withMessage(
						"The table \"%s\" in region local has other keys than pk and sk, both of type String: create one as src/docs/configuration.md shows, or point TABLE_NAME to it.",
						table);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded" })
	void aTableThatIsThrottledDoesNotStopTheBoot(String error) throws IOException {
		try (StubDynamoDb dynamoDb = StubDynamoDb.refusing(Map.of("GetItem", error));
				DynamoDbClient client = LocalDynamoDb.client(dynamoDb.endpoint())) {
			TableCheck check = check(client, "visitor-board", dynamoDb.endpoint());
			check.start();
			assertThat(check.hasSucceeded()).isFalse();
			check.stop();
		}
	}

	@Test
	void aMistakeBehindASlowFirstAnswerStopsTheBoot() throws IOException {
		String table = "missing-" + UUID.randomUUID();
		try (FaultProxy dynamoDb = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint());
				DynamoDbClient client = LocalDynamoDb.client(dynamoDb.endpoint())) {
			AtomicInteger asked = new AtomicInteger();
			// The client makes two attempts.
			dynamoDb.plan((_) -> (asked.getAndIncrement() < 2) ? Fault.INTERNAL_ERROR : Fault.PASS);
			TableCheck check = check(client, table, dynamoDb.endpoint());
			assertThatExceptionOfType(StartupFailureException.class).isThrownBy(check::start)
				.withMessageContaining("There is no table \"%s\"".formatted(table));
		}
	}

	@Test
	void aMistakeThatShowsOnlyLaterIsToldOnceAndLooksOn(CapturedOutput output) throws IOException {
		String table = "later-" + UUID.randomUUID();
		try (FaultProxy dynamoDb = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint());
				DynamoDbClient client = LocalDynamoDb.client(dynamoDb.endpoint())) {
			dynamoDb.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
			TableCheck check = check(client, table, dynamoDb.endpoint());
			check.start();
			dynamoDb.heal();
			// The third look begins when the second has told of what it found.
			long before = dynamoDb.count(Fate.PASSED);
			await().until(() -> dynamoDb.count(Fate.PASSED) >= before + 3);
			assertThat(check.hasSucceeded()).isFalse();
			assertThat(output.toString().lines().filter((line) -> line.contains(table) && line.contains("ERROR")))
				.singleElement()
				.asString()
				.contains("This instance cannot serve. There is no table \"%s\"".formatted(table));

			LocalDynamoDb.createTable(RunningBoard.dynamoDbEndpoint(), table);
			await().until(check::hasSucceeded);
			check.stop();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void whateverALookThrowsThereIsAnother(Class<? extends Throwable> failure) throws IOException {
		try (StubDynamoDb dynamoDb = StubDynamoDb.refusing(Map.of());
				DynamoDbClient real = LocalDynamoDb.client(dynamoDb.endpoint())) {
			AtomicInteger calls = new AtomicInteger();
			DynamoDbClient client = mock(DynamoDbClient.class, (call) -> switch (calls.getAndIncrement()) {
				case 0, 1, 2 -> throw SdkClientException.create("away");
				case 3 -> throw failure.getConstructor(String.class).newInstance("made up for a test");
				default -> delegatesTo(real).answer(call);
			});
			TableCheck check = check(client, "visitor-board", dynamoDb.endpoint());
			check.start();
			assertThat(check.hasSucceeded()).isFalse();
			await().until(check::hasSucceeded);
			assertThat(calls).hasValueGreaterThan(4);
			check.stop();
			check.start();
			assertThat(check.isRunning()).isTrue();
			check.stop();
		}
	}

	private static void assertStops(Map<String, String> errors, String line) throws IOException {
		try (StubDynamoDb dynamoDb = StubDynamoDb.refusing(errors);
				DynamoDbClient client = LocalDynamoDb.client(dynamoDb.endpoint())) {
			assertThatExceptionOfType(StartupFailureException.class)
				.isThrownBy(check(client, "visitor-board", dynamoDb.endpoint())::start)
				.withMessageStartingWith(line);
		}
	}

	private static TableCheck check(DynamoDbClient client, String table, URI endpoint) {
		return new TableCheck(client,
				new DynamoDbSettings(table, "local", endpoint, Duration.ofSeconds(2), Duration.ofSeconds(1)),
				Region.of("local"));
	}

}
