package dev.visitorboard.counter;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/// What an operator sees of the group commit.
@Component
class CounterMetrics {

	private final DistributionSummary batchSize;

	private final Timer commit;

	private final Counter counts;

	private final Counter failures;

	private final Counter resolved;

	private final Counter throttles;

	private final Counter dropped;

	CounterMetrics(MeterRegistry registry) {
		this.batchSize = DistributionSummary.builder("counter.batch.size")
			.description("Visits committed with one write")
			.baseUnit("visits")
			.register(registry);
		this.commit = Timer.builder("counter.commit")
			.description("From sealing a batch to knowing that it is counted")
			.register(registry);
		this.counts = counter(registry, "counter.counts", "Visits that were answered with their number");
		this.failures = counter(registry, "counter.failures",
				"Visits that got no number, since DynamoDB gave none in time");
		this.resolved = counter(registry, "counter.commit.resolved",
				"Batches whose answer was lost and that a failed condition showed to be counted");
		this.throttles = counter(registry, "counter.throttles",
				"Writes that DynamoDB refused because the item took too many");
		this.dropped = counter(registry, "counter.waiters.dropped",
				"Visits that waited too long and are certain not to be counted");
	}

	private static Counter counter(MeterRegistry registry, String name, String description) {
		return Counter.builder(name).description(description).register(registry);
	}

	void committed(int visits, long nanos, boolean byFailedCondition) {
		this.batchSize.record(visits);
		this.commit.record(Duration.ofNanos(nanos));
		if (byFailedCondition) {
			this.resolved.increment();
		}
	}

	void answered() {
		this.counts.increment();
	}

	void failed() {
		this.failures.increment();
	}

	void throttled() {
		this.throttles.increment();
	}

	void dropped() {
		this.dropped.increment();
	}

}
