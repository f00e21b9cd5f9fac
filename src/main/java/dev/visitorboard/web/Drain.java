package dev.visitorboard.web;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The first thing that a stop waits for. Readiness is off already; until the load balancer has noticed, requests still
/// come and are served, each on a connection that is closed after it.
@Component
class Drain implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Drain.class);

	private final Duration time;

	private volatile boolean running;

	private volatile boolean draining;

	Drain(WebSettings settings) {
		this.time = settings.drain();
	}

	boolean isDraining() {
		return this.draining;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.draining = true;
		logger.info("Stopping: serving {} s more, for the load balancer to send requests elsewhere",
				this.time.toSeconds());
		try {
			Thread.sleep(this.time);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/// Above the web server's phases.
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
