package dev.visitorboard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

import static org.assertj.core.api.Assertions.assertThat;

class CloudWatchSenderTest {

	private final FakeCloudWatch cloudWatch = new FakeCloudWatch();

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final CloudWatchSender sender = new CloudWatchSender(this.cloudWatch, this.nanoTime::get);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void start() {
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void stop() {
		logger().detachAppender(this.log);
	}

	@Test
	void allButTheAveragesIsSent() {
		send("dynamodb.call.sum", "dynamodb.call.count", "dynamodb.call.avg", "dynamodb.call.max");

		assertThat(this.cloudWatch.sent).singleElement().satisfies((request) -> {
			assertThat(request.namespace()).isEqualTo("Board");
			assertThat(request.metricData()).extracting(MetricDatum::metricName)
				.containsExactly("dynamodb.call.sum", "dynamodb.call.count", "dynamodb.call.max");
		});
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void howeverOftenItFailsThereIsAWarningAMinute() {
		this.cloudWatch.failure = SdkClientException.create("no credentials\n\tat somewhere");
		for (int second = 0; second < 180; second++) {
			send("a");
			this.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
		}

		assertThat(this.log.list).hasSize(3).allSatisfy((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getThrowableProxy()).isNull();
			assertThat(event.getFormattedMessage()).hasLineCount(1).endsWith(": no credentials");
		});
	}

	@Test
	void aRecoveryIsToldOnceAndTheMinuteRunsOn() {
		this.cloudWatch.failure = new IllegalStateException("pool shut down");
		send("a");
		this.cloudWatch.failure = null;
		send("a");
		send("a");
		this.cloudWatch.failure = new IllegalStateException("pool shut down");
		send("a");
		this.cloudWatch.failure = null;
		send("a");

		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(
					"Metrics did not reach CloudWatch, and the board runs on without: IllegalStateException pool shut down",
					"Metrics reach CloudWatch again");
	}

	@Test
	void afterAnErrorTheNextIsSentToo() {
		this.cloudWatch.failure = new NoClassDefFoundError("made up for a test");
		send("a");
		this.cloudWatch.failure = null;
		send("a");

		assertThat(this.cloudWatch.sent).hasSize(1);
		assertThat(this.log.list).first()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("NoClassDefFoundError"));
	}

	@Test
	void aMissingPermissionIsNamed() {
		this.cloudWatch.failure = CloudWatchException.builder().statusCode(403).message("not authorized").build();
		send("a");

		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("cloudwatch:PutMetricData",
					"not authorized"));
	}

	@Test
	void aLongReasonIsCut() {
		this.cloudWatch.failure = SdkClientException.create("x".repeat(10_000));
		send("a");

		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).hasSizeLessThan(300));
	}

	@Test
	void withoutCredentialsTheRealClientFailsInOneLine() {
		AwsCredentialsProvider none = () -> {
			throw SdkClientException.create("Unable to load credentials");
		};
		CloudWatchSettings settings = new CloudWatchSettings("true", "Board", URI.create("http://127.0.0.1:1"),
				Duration.ofMinutes(1), Duration.ofSeconds(1), Map.of("a", List.of()));
		CloudWatchClient client = new CloudWatchConfiguration().cloudWatchClient(settings, Region.of("local"), none);
		try (CloudWatchSender real = new CloudWatchSender(client, this.nanoTime::get)) {
			assertThat(real.putMetricData(request("a"))).isCompleted();
		}

		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("Unable to load credentials"));
	}

	private void send(String... metrics) {
		CompletableFuture<PutMetricDataResponse> answer = this.sender.putMetricData(request(metrics));
		// With a failure the registry would log a stack trace each time.
		assertThat(answer).isCompleted();
	}

	private static PutMetricDataRequest request(String... metrics) {
		return PutMetricDataRequest.builder()
			.namespace("Board")
			.metricData(Stream.of(metrics).map((name) -> MetricDatum.builder().metricName(name).build()).toList())
			.build();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(CloudWatchSender.class);
	}

	private static final class FakeCloudWatch implements CloudWatchClient {

		private final List<PutMetricDataRequest> sent = new ArrayList<>();

		private @Nullable Throwable failure;

		@Override
		public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
			if (this.failure instanceof Error error) {
				throw error;
			}
			if (this.failure instanceof RuntimeException exception) {
				throw exception;
			}
			this.sent.add(request);
			return PutMetricDataResponse.builder().build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
