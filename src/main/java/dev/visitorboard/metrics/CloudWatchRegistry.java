package dev.visitorboard.metrics;

import java.util.concurrent.ThreadFactory;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/// Publishes from [#begin()] to [#end()], which [Publishing] calls.
///
/// Its superclass would begin when it is made, also in a boot that fails, and Spring Boot would end it when a stop is
/// asked for, before the instance has answered its last requests.
final class CloudWatchRegistry extends CloudWatchMeterRegistry {

	private static final ThreadFactory PUBLISHER = Thread.ofVirtual().name("cloudwatch-publisher").factory();

	CloudWatchRegistry(CloudWatchConfig config, Clock clock, CloudWatchAsyncClient client) {
		super(config, clock, client, PUBLISHER);
	}

	/// Not after [#end()]: what Micrometer has closed tells the same numbers for ever.
	void begin() {
		if (!isClosed()) {
			super.start(PUBLISHER);
		}
	}

	/// Publishes once more.
	void end() {
		super.close();
	}

	@Override
	public void start(ThreadFactory publisher) {
		// See the comment on this class.
	}

	@Override
	public void close() {
		// See the comment on this class.
	}

}
