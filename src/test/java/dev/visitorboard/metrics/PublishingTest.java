package dev.visitorboard.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PublishingTest {

	private final BlackHole blackHole = new BlackHole();

	private final CloudWatchRegistry registry = new CloudWatchRegistry(new EveryHour(), Clock.SYSTEM, this.blackHole);

	private final Publishing publishing = new Publishing(this.registry, Duration.ofMillis(50));

	@AfterEach
	void letGo() {
		this.blackHole.closed.countDown();
	}

	@Test
	void aStopDoesNotWaitForACloudWatchThatDoesNotAnswer() {
		this.registry.counter("a").increment();
		this.publishing.start();

		this.publishing.stop();

		assertThat(this.publishing.isRunning()).isFalse();
		assertThat(this.blackHole.answered).hasValue(0);
	}

	@Test
	void whatClosesTheRegistryEarlyDoesNotEndIt() {
		this.publishing.start();
		this.registry.close();

		assertThat(this.registry.isClosed()).isFalse();
		this.registry.counter("a").increment();
		assertThat(this.registry.get("a").counter()).isNotNull();
	}

	@Test
	void whatHasEndedStaysSo() {
		assertThat(this.publishing.isPauseable()).isFalse();
		this.publishing.start();
		this.blackHole.closed.countDown();
		this.publishing.stop();
		await().until(this.registry::isClosed);
		this.publishing.start();
		assertThat(this.registry.isClosed()).isTrue();
	}

	/// Takes a request and never answers it.
	private static final class BlackHole implements CloudWatchAsyncClient {

		private final CountDownLatch closed = new CountDownLatch(1);

		private final AtomicInteger answered = new AtomicInteger();

		@Override
		public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
			try {
				this.closed.await();
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
			this.answered.incrementAndGet();
			return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
			this.closed.countDown();
		}

	}

	private static final class EveryHour implements CloudWatchConfig {

		@Override
		public String namespace() {
			return "Board";
		}

		@Override
		public Duration step() {
			return Duration.ofHours(1);
		}

		@Override
		public @Nullable String get(String key) {
			return null;
		}

	}

}
