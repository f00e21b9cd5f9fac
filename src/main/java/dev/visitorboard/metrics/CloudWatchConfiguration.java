package dev.visitorboard.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Map;

import dev.visitorboard.lifecycle.Ticker;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Spring Boot configures no registry for CloudWatch.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("board.cloudwatch.enabled")
class CloudWatchConfiguration {

	private static final Duration CALL = Duration.ofSeconds(5);

	private static final Duration ATTEMPT = Duration.ofSeconds(2);

	private static final Duration CONNECT = Duration.ofSeconds(1);

	/// A stop for what slips through the list: CloudWatch bills each one by the month.
	private static final int MOST_METERS = 100;

	@Bean
	CloudWatchClient cloudWatchClient(CloudWatchSettings settings, Region region, AwsCredentialsProvider credentials) {
		return CloudWatchClient.builder()
			.region(region)
			.endpointOverride(settings.endpoint())
			.credentialsProvider(credentials)
			.httpClientBuilder(
					Apache5HttpClient.builder().maxConnections(2).connectionTimeout(CONNECT).socketTimeout(ATTEMPT))
			.overrideConfiguration((override) -> override.apiCallTimeout(CALL)
				.apiCallAttemptTimeout(ATTEMPT)
				.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(2).build()))
			.build();
	}

	@Bean
	CloudWatchRegistry cloudWatchRegistry(CloudWatchSettings settings, CloudWatchClient client, Clock clock,
			Ticker ticker) {
		Map<String, String> config = Map.of("cloudwatch.namespace", settings.namespace(), "cloudwatch.step",
				settings.step().toString());
		CloudWatchRegistry registry = new CloudWatchRegistry(config::get, clock, new CloudWatchSender(client, ticker));
		registry.config()
			.meterFilter(new AllowedMeters(settings.meters()))
			.meterFilter(MeterFilter.maximumAllowableMetrics(MOST_METERS));
		return registry;
	}

	/// Holds every meter, as without CloudWatch: Spring Boot makes none of its own
	/// where there is another.
	@Bean
	SimpleMeterRegistry allMeters(Clock clock) {
		return new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
	}

	@Bean
	Publishing publishing(CloudWatchRegistry registry, CloudWatchSettings settings) {
		return new Publishing(registry, settings.stopPatience());
	}

	/// One number for what `jvm.memory.used` divides by pool, since gauges do not add
	/// up.
	@Bean
	MeterBinder heap() {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		return (registry) -> Gauge.builder("jvm.heap.used", memory, (bean) -> bean.getHeapMemoryUsage().getUsed())
			.description("Heap in use, garbage included")
			.baseUnit("bytes")
			.register(registry);
	}

}
