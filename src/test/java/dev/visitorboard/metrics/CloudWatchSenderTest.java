package dev.visitorboard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class CloudWatchSenderTest {

	private final CloudWatchClient cloudWatch = mock(CloudWatchClient.class);

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
	void howeverOftenItFailsThereIsAWarningAMinute() {
		fails(SdkClientException.create("no credentials\n\tat somewhere"));
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
		fails(new IllegalStateException("pool shut down"));
		send("a");
		fails(null);
		send("a");
		send("a");
		fails(new IllegalStateException("pool shut down"));
		send("a");
		fails(null);
		send("a");

		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(
					"Metrics did not reach CloudWatch, and the board runs on without: IllegalStateException pool shut down",
					"Metrics reach CloudWatch again");
	}

	@Test
	void afterAnErrorTheNextIsSentToo() {
		fails(new NoClassDefFoundError("made up for a test"));
		send("a");
		fails(null);
		send("a");

		verify(this.cloudWatch, times(2)).putMetricData(any(PutMetricDataRequest.class));
		assertThat(this.log.list).first()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("NoClassDefFoundError"));
	}

	@Test
	void aMissingPermissionIsNamed() {
		fails(CloudWatchException.builder().statusCode(403).message("not authorized").build());
		send("a");

		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("cloudwatch:PutMetricData",
					"not authorized"));
	}

	@Test
	void aLongReasonIsCut() {
		fails(SdkClientException.create("x".repeat(10_000)));
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

	private void fails(@Nullable Throwable failure) {
		willAnswer((_) -> {
			if (failure != null) {
				throw failure;
			}
			return PutMetricDataResponse.builder().build();
		}).given(this.cloudWatch).putMetricData(any(PutMetricDataRequest.class));
	}

	private void send(String metric) {
		CompletableFuture<PutMetricDataResponse> answer = this.sender.putMetricData(request(metric));
		// With a failure the registry would log a stack trace each time.
		assertThat(answer).isCompleted();
	}

	private static PutMetricDataRequest request(String metric) {
		return PutMetricDataRequest.builder()
			.namespace("Board")
			.metricData(MetricDatum.builder().metricName(metric).build())
			.build();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(CloudWatchSender.class);
	}

}
