package dev.visitorboard.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.testing.faults.StubDynamoDb;
import dev.visitorboard.testing.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class CircuitBreakerTest {

	private final Throwable silence = SdkClientException.create("timed out");

	private final AtomicLong nanos = new AtomicLong();

	private final CircuitBreaker breaker = new CircuitBreaker(this.nanos::get);

	@Test
	void aFewFailuresCloseNothing() {
		almostOpen();
		assertThat(this.breaker.admits()).isTrue();
		this.breaker.answered();
		this.breaker.failed(this.silence);
		assertThat(this.breaker.admits()).isTrue();
	}

	@Test
	void whileDynamoDbDoesNotAnswerItIsAskedNowAndThen() {
		almostOpen();
		this.breaker.failed(this.silence);
		assertThat(this.breaker.admits()).isFalse();
		pass(CircuitBreaker.ASK_AGAIN_EVERY.toNanos() - 1);
		assertThat(this.breaker.admits()).isFalse();
		pass(1);
		assertThat(this.breaker.admits()).isTrue();
		assertThat(this.breaker.admits()).isFalse();
		this.breaker.failed(this.silence);
		assertThat(this.breaker.admits()).isFalse();
		pass(CircuitBreaker.ASK_AGAIN_EVERY.toNanos());
		assertThat(this.breaker.admits()).isTrue();
	}

	@Test
	void oneAnswerLetsAllAskAgain() {
		almostOpen();
		this.breaker.failed(this.silence);
		this.breaker.answered();
		assertThat(this.breaker.admits()).isTrue();
		assertThat(this.breaker.admits()).isTrue();
	}

	@Test
	void itOpensForSilenceAndSaysWhatItHeard(CapturedOutput output) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				DynamoDbClient client = client(silent, LocalDynamoDb.credentials(), 10)) {
			callInVain(client);
			assertThat(this.breaker.admits()).isFalse();
			assertThat(output).contains("5 calls to DynamoDB in a row got no answer")
				.contains("HTTP request execution did not complete before the specified timeout");
		}
	}

	@Test
	void errorsOfDynamoDbItselfOpenItToo() throws IOException {
		try (StubDynamoDb failing = StubDynamoDb.refusing(Map.of("GetItem", "InternalServerError"), 500);
				DynamoDbClient client = client(failing.endpoint(), LocalDynamoDb.credentials(), 10)) {
			callInVain(client);
			assertThat(this.breaker.admits()).isFalse();
		}
	}

	@Test
	void refusalsAreAnswers() throws IOException {
		try (StubDynamoDb refusing = StubDynamoDb.refusing(Map.of("GetItem", "AccessDeniedException"));
				DynamoDbClient client = client(refusing.endpoint(), LocalDynamoDb.credentials(), 10)) {
			callInVain(client);
			assertThat(this.breaker.admits()).isTrue();
		}
	}

	@Test
	void missingCredentialsAreNotDynamoDbsSilence() throws IOException {
		AwsCredentialsProvider none = () -> {
			throw SdkClientException.create("Unable to load credentials");
		};
		try (StubDynamoDb dynamoDb = StubDynamoDb.refusing(Map.of());
				DynamoDbClient client = client(dynamoDb.endpoint(), none, 10)) {
			callInVain(client);
			assertThat(this.breaker.admits()).isTrue();
		}
	}

	@Test
	void wantOfAFreeConnectionIsNotDynamoDbsSilence() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				DynamoDbClient client = client(silent, LocalDynamoDb.credentials(), 1);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<Void> holder = CompletableFuture.runAsync(
					() -> client.getItem((get) -> get.tableName("board")
						.key(BoardTable.key("a", "b"))
						.overrideConfiguration((override) -> override.apiCallAttemptTimeout(Duration.ofMinutes(5)))),
					threads);
			// Kept, or the garbage collector would hang up.
			try (Socket _ = silent.accept()) {
				callInVain(client);
				assertThat(holder).isNotDone();
				assertThat(this.breaker.admits()).isTrue();
			}
			threads.shutdownNow();
			await().until(holder::isDone);
		}
	}

	private void almostOpen() {
		for (int i = 1; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
			this.breaker.failed(this.silence);
		}
	}

	private static void callInVain(DynamoDbClient client) {
		for (int i = 0; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
			assertThatExceptionOfType(SdkException.class)
				.isThrownBy(() -> client.getItem((get) -> get.tableName("board").key(BoardTable.key("a", "b"))))
				.isNotInstanceOf(CircuitBreaker.OpenException.class);
		}
	}

	private DynamoDbClient client(ServerSocket server, AwsCredentialsProvider credentials, int connections) {
		return client(URI.create("http://127.0.0.1:" + server.getLocalPort()), credentials, connections);
	}

	/// With patience for one that answers, and not much for one that is silent.
	private DynamoDbClient client(URI endpoint, AwsCredentialsProvider credentials, int connections) {
		return DynamoDbClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of("local"))
			.credentialsProvider(credentials)
			.httpClientBuilder(Apache5HttpClient.builder()
				.maxConnections(connections)
				.connectionAcquisitionTimeout(Duration.ofMillis(10)))
			.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
				.apiCallAttemptTimeout(Duration.ofSeconds(1))
				.addExecutionInterceptor(this.breaker.interceptor()))
			.build();
	}

	private void pass(long time) {
		this.nanos.addAndGet(time);
	}

}
