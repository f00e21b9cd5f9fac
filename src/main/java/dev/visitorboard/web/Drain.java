package dev.visitorboard.web;

import java.time.Duration;

import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The first thing that a stop waits for. Readiness is off already; until the load balancer has noticed, requests still
/// come and are served, each on a connection that is closed after it.
///
/// When the load balancer notices depends on its checks, and on how busy everybody is. So the drain lasts for a set
/// time, and then until no request has come for a while.
@Component
class Drain implements SmartLifecycle {

	/// Without a request for so long, the load balancer is taken to have noticed.
	static final Duration QUIET = Duration.ofSeconds(2);

	/// How much longer than the set time it lasts at most.
	static final Duration LONGEST_EXTENSION = Duration.ofSeconds(15);

	private static final Duration LOOK_EVERY = Duration.ofMillis(100);

	private static final Logger logger = LoggerFactory.getLogger(Drain.class);

	private final Duration time;

	private final RequestSlots requests;

	private final Ticker ticker;

	private volatile boolean running;

	private volatile boolean draining;

	Drain(WebSettings settings, RequestSlots requests, Ticker ticker) {
		this.time = settings.drain();
		this.requests = requests;
		this.ticker = ticker;
	}

	boolean isDraining() {
		return this.draining;
	}

	@Override
	public void start() {
		this.draining = false;
		this.running = true;
	}

	@Override
	public void stop() {
		this.draining = true;
		if (!this.time.isZero()) {
			logger.info("Stopping: serving {} s more, and until no request has come for {} s", this.time.toSeconds(),
					QUIET.toSeconds());
		}
		long begun = this.ticker.nanos();
		try {
			while (!isOver(Duration.ofNanos(this.ticker.nanos() - begun), this.requests.idleFor())) {
				Thread.sleep(LOOK_EVERY);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	/// @param lasted since it began
	/// @param quiet how long no request has come
	boolean isOver(Duration lasted, Duration quiet) {
		if (this.time.isZero()) {
			return true;
		}
		return lasted.compareTo(this.time) >= 0
				&& (quiet.compareTo(QUIET) >= 0 || lasted.compareTo(this.time.plus(LONGEST_EXTENSION)) >= 0);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Phase.DRAIN.order();
	}

}
