package dev.visitorboard.counter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer of the counter: takes all visits that wait, commits them as one batch, and sends that batch until it
/// knows what became of it. Never more than one batch is under way, so the writer's last number always tells whether
/// it was counted.
final class Lane implements Runnable {

	/// A writer is removed after an hour without a write, so a younger batch cannot have
	/// been counted for a writer that is gone.
	static final Duration CERTAIN = Duration.ofMinutes(10);

	private static final long FIRST_BACKOFF = Duration.ofMillis(25).toNanos();

	private static final long LONGEST_BACKOFF = Duration.ofSeconds(1).toNanos();

	/// After so long without an answer the next visits need not wait for theirs, though
	/// the table answers other calls.
	private static final Duration UNANSWERED = Duration.ofSeconds(1);

	private static final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final CounterRepository repository;

	private final VisitQueue queue;

	private final Pace.OfLane pace;

	private final CircuitBreaker breaker;

	private final CounterMetrics metrics;

	private final Ticker ticker;

	private volatile String writer = CounterRepository.newWriter();

	private volatile boolean unanswered;

	/// Whether the table is known to have the writer.
	private boolean registered;

	/// The last number issued to the writer.
	private long previous;

	Lane(CounterRepository repository, VisitQueue queue, Pace.OfLane pace, CircuitBreaker breaker,
			CounterMetrics metrics, Ticker ticker) {
		this.repository = repository;
		this.queue = queue;
		this.pace = pace;
		this.breaker = breaker;
		this.metrics = metrics;
		this.ticker = ticker;
	}

	/// The name under which this lane writes, or is about to.
	String writer() {
		return this.writer;
	}

	/// Whether its batch gets no answer, so that a visit that came now would most likely
	/// get none in time: the table does not answer, or not for this one item.
	boolean isUnanswered() {
		return this.unanswered;
	}

	/// Counts until the queue is closed and empty, then removes its writer.
	@Override
	public void run() {
		try {
			// Now, so that the first visit need not wait for it.
			send(List.of());
			while (this.queue.awaitVisit()) {
				Duration wait = this.pace.untilNextWrite();
				if (wait.isPositive()) {
					this.ticker.sleep(wait);
				}
				if (this.pace.mayWrite()) {
					send(this.queue.seal());
				}
			}
			leave();
		}
		catch (InterruptedException _) {
			// Told to give up: the writer stays, and another instance removes it when it
			// has not written for long.
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			logger.error("A lane of the counter has ended, so this instance is not alive any more", ex);
		}
	}

	/// Sends until it is known what became of the batch; an empty one only registers the
	/// writer.
	private void send(List<Visit> batch) throws InterruptedException {
		long sealedAt = this.ticker.nanos();
		long backoff = FIRST_BACKOFF;
		while (!this.registered || !batch.isEmpty()) {
			this.pace.writes();
			CommitOutcome outcome = attempt(batch);
			this.unanswered = outcome instanceof Unknown
					&& (this.breaker.isOpen() || since(sealedAt).compareTo(UNANSWERED) >= 0);
			switch (outcome) {
				case Committed committed when !this.registered -> {
					this.registered = true;
					this.previous = committed.end();
				}
				case Committed committed -> {
					this.previous = committed.end();
					this.pace.committed(batch.size());
					this.metrics.committed(batch.size(), since(sealedAt).toNanos(), committed.byFailedCondition());
					number(batch, committed.end());
					return;
				}
				case WriterGone _ -> {
					this.writer = CounterRepository.newWriter();
					this.registered = false;
					if (since(sealedAt).compareTo(CERTAIN) >= 0) {
						fail(batch);
						return;
					}
				}
				case Throttled _ -> {
					this.metrics.throttled();
					pause(this.pace.throttled().toNanos());
				}
				case Unknown _ -> {
					pause(backoff);
					backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
				}
			}
		}
	}

	private Duration since(long moment) {
		return Duration.ofNanos(this.ticker.nanos() - moment);
	}

	/// Whatever a library throws leaves open what became of the write, as a lost answer
	/// does.
	private CommitOutcome attempt(List<Visit> batch) {
		try {
			return this.registered ? this.repository.commit(this.writer, this.previous, batch.size())
					: this.repository.register(this.writer);
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
				this.repository.remove(this.writer, this.previous);
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
		this.ticker.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest + 1)));
	}

	private static void number(List<Visit> batch, long end) {
		long number = end - batch.size();
		for (Visit visit : batch) {
			visit.numbered(++number);
		}
	}

	private static void fail(List<Visit> batch) {
		logger.warn("{} visits may have been counted or not: the writer of their batch is gone", batch.size());
		StoreUnavailableException failure = new StoreUnavailableException(new IllegalStateException("writer gone"));
		batch.forEach((visit) -> visit.failed(failure));
	}

}
