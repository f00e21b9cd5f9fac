package dev.visitorboard.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class PublishingTest {

	private final CompletableFuture<PutMetricDataResponse> answer = new CompletableFuture<>();

	private final CloudWatchAsyncClient cloudWatch = mock(CloudWatchAsyncClient.class);

	private final CloudWatchRegistry registry = new CloudWatchRegistry(
			Map.of("cloudwatch.namespace", "Board", "cloudwatch.step", "1h")::get, Clock.SYSTEM, this.cloudWatch);

	private final Publishing publishing = new Publishing(this.registry, Duration.ofMillis(50));

	@BeforeEach
	void start() {
		given(this.cloudWatch.putMetricData(any(PutMetricDataRequest.class))).willReturn(this.answer);
		this.registry.counter("a").increment();
		this.publishing.start();
	}

	@AfterEach
	void letGo() {
		this.answer.complete(PutMetricDataResponse.builder().build());
	}

	@Test
	void aStopDoesNotWaitForACloudWatchThatHangs() {
		this.publishing.stop();

		assertThat(this.publishing.isRunning()).isFalse();
		assertThat(this.answer).isNotDone();
		assertThat(this.registry.isClosed()).isFalse();
	}

	@Test
	void whatClosesTheRegistryEarlyDoesNotEndIt() {
		this.registry.close();

		assertThat(this.registry.isClosed()).isFalse();
		this.registry.counter("b").increment();
		assertThat(this.registry.get("b").counter()).isNotNull();
	}

	@Test
	void whatHasEndedStaysSo() {
		assertThat(this.publishing.isPauseable()).isFalse();
		letGo();
		this.publishing.stop();
		await().until(this.registry::isClosed);
		this.publishing.start();
		assertThat(this.registry.isClosed()).isTrue();
	}

}
