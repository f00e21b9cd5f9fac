package dev.visitorboard.testing.faults;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A token bucket that holds what comes in during 100 ms.
final class WriteLimit implements FaultPlan {

	private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

	private final double perNano;

	private final double burst;

	private final LongSupplier nanoTime;

	private double tokens;

	private long filledAt;

	WriteLimit(int perSecond, LongSupplier nanoTime) {
		this.perNano = perSecond / NANOS_PER_SECOND;
		this.burst = Math.max(1, perSecond / 10.0);
		this.nanoTime = nanoTime;
		this.tokens = this.burst;
		this.filledAt = nanoTime.getAsLong();
	}

	@Override
	public Fault decide(Request request) {
		long now = this.nanoTime.getAsLong();
		this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) * this.perNano);
		this.filledAt = now;
		if (this.tokens < 1) {
			return Fault.THROTTLE;
		}
		this.tokens--;
		return Fault.PASS;
	}

}
