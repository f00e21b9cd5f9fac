package dev.visitorboard.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many requests may be under way at a time. Virtual threads know no limit of their own, so that without one a slow
/// table would gather requests until the memory is full.
@Component
public final class RequestSlots {

	private final int slots;

	private final LongSupplier nanoTime;

	private final AtomicInteger taken = new AtomicInteger();

	/// When a slot was last given back, or the last one was taken.
	private volatile long lastMoved;

	@Autowired
	RequestSlots(WebSettings settings) {
		this(settings.maxInFlight(), System::nanoTime);
	}

	RequestSlots(int slots, LongSupplier nanoTime) {
		this.slots = slots;
		this.nanoTime = nanoTime;
		this.lastMoved = nanoTime.getAsLong();
	}

	/// Takes a slot, to be given back by [#free].
	/// @return false when all are taken
	boolean take() {
		int now = this.taken.incrementAndGet();
		if (now > this.slots) {
			this.taken.decrementAndGet();
			return false;
		}
		if (now == this.slots) {
			this.lastMoved = this.nanoTime.getAsLong();
		}
		return true;
	}

	void free() {
		this.lastMoved = this.nanoTime.getAsLong();
		this.taken.decrementAndGet();
	}

	/// Requests under way.
	public int taken() {
		return Math.min(this.taken.get(), this.slots);
	}

	/// How long no request has come; zero while one is under way.
	Duration idleFor() {
		return (this.taken.get() > 0) ? Duration.ZERO : Duration.ofNanos(this.nanoTime.getAsLong() - this.lastMoved);
	}

	/// Whether all slots have been taken and none given back for this long: then the
	/// requests hang, which load alone does not bring about.
	public boolean stuckFor(Duration time) {
		return this.taken.get() >= this.slots && this.nanoTime.getAsLong() - this.lastMoved >= time.toNanos();
	}

}
