package dev.visitorboard.metrics;

import java.time.Duration;

import dev.visitorboard.lifecycle.Phase;

import org.springframework.context.SmartLifecycle;

/// Ends the publishing of metrics when the last request is answered and the last visit is counted.
final class Publishing implements SmartLifecycle {

	private final CloudWatchRegistry registry;

	private final Duration patience;

	private volatile boolean running;

	/// @param patience how long a stop waits for CloudWatch at most
	Publishing(CloudWatchRegistry registry, Duration patience) {
		this.registry = registry;
		this.patience = patience;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		Thread last = Thread.ofVirtual().name("cloudwatch-last").start(this.registry::end);
		try {
			// Left alone after that: interrupted, Micrometer would log a stack trace.
			last.join(this.patience);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/// What has ended cannot begin again, so only the end of the process ends it.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return Phase.METRICS.order();
	}

}
