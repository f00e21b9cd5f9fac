package dev.visitorboard.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.visitorboard.lifecycle.Ticker;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many requests may be under way at a time. Virtual threads know no limit of their own, so that without one a slow
/// table would gather requests until the memory is full.
@Component
public final class RequestSlots {

	private final int slots;

	private final Ticker ticker;

	private final Semaphore free;

	/// Requests whose answer is not yet on the way.
	private final AtomicInteger working = new AtomicInteger();

	/// When a request last came, had its answer ready or went.
	private volatile long lastMoved;

	@Autowired
	RequestSlots(WebSettings settings) {
		this(settings.maxInFlight(), System::nanoTime);
	}

	RequestSlots(int slots, Ticker ticker) {
		this.slots = slots;
		this.ticker = ticker;
		this.free = new Semaphore(slots);
		this.lastMoved = ticker.nanos();
	}

	/// Takes a slot, to be closed once the answer is sent.
	/// @return nothing when all are taken
	Optional<Slot> take() {
		if (!this.free.tryAcquire()) {
			return Optional.empty();
		}
		this.working.incrementAndGet();
		moved();
		return Optional.of(new Slot());
	}

	private void moved() {
		this.lastMoved = this.ticker.nanos();
	}

	/// Requests under way.
	public int taken() {
		return this.slots - this.free.availablePermits();
	}

	/// Whether all slots have been taken and no work has ended for this long: then the
	/// work hangs, which load alone does
	/// not bring about. A client that does not read its answer is no work of ours.
	public boolean stuckFor(Duration time) {
		return this.free.availablePermits() == 0 && this.working.get() > 0
				&& this.ticker.nanos() - this.lastMoved >= time.toNanos();
	}

	/// How long there has been no request; zero while one is under way.
	Duration idleFor() {
		long since = this.lastMoved;
		return (taken() > 0) ? Duration.ZERO : Duration.ofNanos(this.ticker.nanos() - since);
	}

	/// The place of one request.
	final class Slot implements AutoCloseable {

		private final AtomicBoolean answering = new AtomicBoolean();

		private Slot() {
		}

		/// The work is done: from now on the client is waited for.
		void answer() {
			if (this.answering.compareAndSet(false, true)) {
				RequestSlots.this.working.decrementAndGet();
				moved();
			}
		}

		@Override
		public void close() {
			answer();
			moved();
			RequestSlots.this.free.release();
		}

	}

}
