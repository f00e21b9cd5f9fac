package dev.visitorboard.metrics;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/// Micrometer's registry, but closed by [Publishing]: Spring Boot would close it when a stop is asked for, before the
/// instance has answered its last requests.
final class CloudWatchRegistry extends CloudWatchMeterRegistry {

	CloudWatchRegistry(CloudWatchConfig config, Clock clock, CloudWatchAsyncClient client) {
		super(config, clock, client, Thread.ofVirtual().name("cloudwatch-publisher").factory());
	}

	/// Publishes once more, and no more after that.
	void end() {
		super.close();
	}

	@Override
	public void close() {
		// See the comment on this class.
	}

}
