package dev.visitorboard.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.visitorboard.lifecycle.Ticker;

import org.springframework.stereotype.Component;

/// How many requests may be under way at a time. Virtual threads have no limit of their own: without this one a slow
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

	RequestSlots(WebSettings settings, Ticker ticker) {
		this.slots = settings.maxInFlight();
		this.ticker = ticker;
		this.free = new Semaphore(this.slots);
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

	public int taken() {
		return this.slots - this.free.availablePermits();
	}

	/// Whether all slots have been taken and no work has ended for this long: then the
	/// work hangs. Load alone does not do that, nor clients that do not read their
	/// answers.
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
