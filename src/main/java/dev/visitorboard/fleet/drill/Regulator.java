package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.util.function.LongSupplier;

import dev.visitorboard.lifecycle.Ticker;

/// Sets how much of the time the burning threads burn, so that the process as a whole uses what it is asked to: what
/// requests take, the drill need not.
final class Regulator {

	/// Short enough to follow a change within seconds; the process's CPU time comes in
	/// steps of 10 ms, so much shorter would be noise.
	static final Duration EVERY = Duration.ofMillis(250);

	/// Half of what is missing is added at each look, which settles without swinging.
	private static final double GAIN = 0.5;

	private final double cores;

	private final int threads;

	private final Ticker ticker;

	private final LongSupplier cpuNanos;

	private double share;

	private long lookedAt;

	private long usedThen;

	/// @param cores what the instance has
	/// @param threads how many of them burn
	/// @param cpuNanos what the process has used so far
	Regulator(double cores, int threads, double load, Ticker ticker, LongSupplier cpuNanos) {
		this.cores = cores;
		this.threads = threads;
		this.ticker = ticker;
		this.cpuNanos = cpuNanos;
		this.share = within(load * cores / threads);
		this.lookedAt = ticker.nanos();
		this.usedThen = cpuNanos.getAsLong();
	}

	/// The share of its time that a thread is to burn now.
	/// @param load how busy the instance is to be, from 0 to 1
	synchronized double share(double load) {
		long now = this.ticker.nanos();
		long passed = now - this.lookedAt;
		if (passed >= EVERY.toNanos()) {
			long used = this.cpuNanos.getAsLong();
			double missing = load * this.cores - (double) (used - this.usedThen) / passed;
			this.share = within(this.share + GAIN * missing / this.threads);
			this.lookedAt = now;
			this.usedThen = used;
		}
		return this.share;
	}

	private static double within(double share) {
		return Math.clamp(share, 0, 1);
	}

}
