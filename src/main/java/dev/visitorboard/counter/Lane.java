package dev.visitorboard.counter;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.SlotGone;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;
import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer of the counter: takes all visits that wait, commits them as one batch, and sends that batch until it
/// knows what became of it. Never more than one batch is under way, so the slot always tells whether it was counted.
final class Lane implements Runnable {

	/// A slot is removed after an hour without movement, so a younger batch cannot have
	/// moved a slot that is gone.
	static final Duration CERTAIN = Duration.ofMinutes(10);

	private static final long FIRST_BACKOFF = Duration.ofMillis(25).toNanos();

	private static final long LONGEST_BACKOFF = Duration.ofSeconds(1).toNanos();

	/// Of a round trip.
	private static final long GATHERING_SHARE = 10;

	private static final long LONGEST_GATHERING = Duration.ofMillis(1).toNanos();

	/// After so long without an answer the next visits need not wait for theirs.
	private static final long UNANSWERED = Duration.ofSeconds(1).toNanos();

	private static final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final CounterRepository repository;

	private final VisitQueue queue;

	private final Pace pace;

	private final CounterMetrics metrics;

	private final Surroundings surroundings;

	/// The first lane writes also while the others hold back.
	private final boolean first;

	private volatile String slot;

	private volatile boolean unanswered;

	/// Whether the slot is known to be open.
	private boolean claimed;

	/// The last number issued to the slot.
	private long previous;

	private long lastWrite;

	/// How long the next batch may gather; zero after a visit that came alone.
	private long gathering;

	Lane(CounterRepository repository, VisitQueue queue, Pace pace, CounterMetrics metrics, Surroundings surroundings,
			boolean first) {
		this.repository = repository;
		this.queue = queue;
		this.pace = pace;
		this.metrics = metrics;
		this.surroundings = surroundings;
		this.first = first;
		this.slot = surroundings.newSlot();
	}

	/// The slot this lane writes to, or is about to open.
	String slot() {
		return this.slot;
	}

	/// Whether the batch under way has got no answer for so long that a visit that came
	/// now would most likely get none in time.
	boolean isUnanswered() {
		return this.unanswered;
	}

	/// Counts until the queue is closed and empty, then removes its slot.
	@Override
	public void run() {
		try {
			// Now, so that the first visit need not wait for it.
			send(List.of());
			while (this.queue.awaitVisit()) {
				linger();
				List<Visit> batch = mayWrite() ? this.queue.seal() : List.of();
				if (!batch.isEmpty()) {
					send(batch);
				}
			}
			leave();
		}
		catch (InterruptedException _) {
			// Told to give up: the slot stays, and another instance removes it when it
			// has not moved for long.
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			logger.error("A lane of the counter has ended, so this instance is not alive any more", ex);
		}
	}

	private boolean mayWrite() {
		return this.first || this.pace.interval().isZero();
	}

	/// Under load a moment lets those come back together who were just answered together:
	/// the fewer and larger batches are answered sooner.
	private void linger() throws InterruptedException {
		long interval = this.pace.interval().toNanos();
		long since = this.surroundings.ticker().nanos() - this.lastWrite;
		long wait = Math.max(this.gathering, this.first ? interval - since : interval);
		if (wait > 0) {
			this.surroundings.sleeper().sleep(wait);
		}
	}

	/// Sends until it is known what became of the batch; an empty one only opens the
	/// slot.
	private void send(List<Visit> batch) throws InterruptedException {
		long sealedAt = this.surroundings.ticker().nanos();
		long backoff = FIRST_BACKOFF;
		while (!this.claimed || !batch.isEmpty()) {
			this.lastWrite = this.surroundings.ticker().nanos();
			boolean claiming = !this.claimed;
			CommitOutcome outcome = attempt(batch);
			this.unanswered = outcome instanceof Unknown && this.surroundings.ticker().nanos() - sealedAt >= UNANSWERED;
			switch (outcome) {
				case Committed committed -> {
					this.claimed = true;
					this.previous = committed.end();
					if (!claiming) {
						long now = this.surroundings.ticker().nanos();
						this.gathering = (batch.size() > 1)
								? Math.min((now - this.lastWrite) / GATHERING_SHARE, LONGEST_GATHERING) : 0;
						this.metrics.committed(batch.size(), now - sealedAt, committed.byFailedCondition());
						number(batch, committed.end());
						return;
					}
				}
				case SlotGone _ -> {
					this.slot = this.surroundings.newSlot();
					this.claimed = false;
					if (this.surroundings.ticker().nanos() - sealedAt >= CERTAIN.toNanos()) {
						fail(batch);
						return;
					}
				}
				case Throttled _ -> {
					this.pace.throttled();
					this.metrics.throttled();
					pause(this.pace.interval().toNanos());
				}
				case Unknown _ -> {
					pause(backoff);
					backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
				}
			}
		}
	}

	/// Whatever a library throws leaves open what became of the write, as a lost answer
	/// does.
	private CommitOutcome attempt(List<Visit> batch) {
		try {
			return this.claimed ? this.repository.commit(this.slot, this.previous, batch.size())
					: this.repository.claim(this.slot);
		}
		catch (Throwable ex) {
			logger.error("A write to the counter failed in an unexpected way; it is sent again", ex);
			return new Unknown();
		}
	}

	private void leave() throws InterruptedException {
		long backoff = FIRST_BACKOFF;
		while (true) {
			try {
				this.repository.remove(this.slot, this.previous);
				return;
			}
			catch (StoreUnavailableException _) {
				pause(backoff);
				backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
			}
		}
	}

	/// Full jitter, so that lanes that failed together do not come back together.
	private void pause(long longest) throws InterruptedException {
		this.surroundings.sleeper().sleep(this.surroundings.random().nextLong(longest + 1));
	}

	private static void number(List<Visit> batch, long end) {
		long number = end - batch.size();
		for (Visit visit : batch) {
			visit.numbered(++number);
		}
	}

	private static void fail(List<Visit> batch) {
		logger.warn("{} visits may have been counted or not: the slot of their batch is gone", batch.size());
		StoreUnavailableException failure = new StoreUnavailableException(new IllegalStateException("slot gone"));
		batch.forEach((visit) -> visit.failed(failure));
	}

	/// Time and chance, which tests hold in their hands.
	///
	/// @param random also names the slots, so in production it must be unpredictable
	/// and no two instances' the same
	record Surroundings(Ticker ticker, Sleeper sleeper, RandomGenerator random) {

		/// A name no writer ever had. Eleven characters, so that sixty slots fit into
		/// one write unit.
		String newSlot() {
			byte[] bits = new byte[8];
			this.random.nextBytes(bits);
			return "w" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
		}

	}

	@FunctionalInterface
	interface Sleeper {

		void sleep(long nanos) throws InterruptedException;

	}

}
