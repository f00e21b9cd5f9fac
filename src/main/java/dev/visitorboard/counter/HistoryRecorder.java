package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/// Records the count once a slot. Every instance tries and the first one's count stays, so it takes no leader, and the
/// history has a gap only where no instance ran or the table did not answer for a whole slot.
///
/// It tries right at the start too, before the web server takes visits: where nothing ran before, nothing was counted
/// since the slot began, and the count is what it was then.
@Component
class HistoryRecorder implements SmartLifecycle {

	/// Spreads the instances, whose clocks agree, over the first seconds of a slot.
	static final Duration SPREAD = Duration.ofSeconds(5);

	static final Duration RETRY = Duration.ofSeconds(15);

	private static final Logger logger = LoggerFactory.getLogger(HistoryRecorder.class);

	private final VisitorCounter counter;

	private final HistoryRepository history;

	private final AsyncTaskExecutor executor;

	private final Clock clock;

	private final Sleeper sleeper;

	private volatile @Nullable Future<?> task;

	@Autowired
	HistoryRecorder(VisitorCounter counter, HistoryRepository history, AsyncTaskExecutor executor, Clock clock) {
		this(counter, history, executor, clock, Thread::sleep);
	}

	HistoryRecorder(VisitorCounter counter, HistoryRepository history, AsyncTaskExecutor executor, Clock clock,
			Sleeper sleeper) {
		this.counter = counter;
		this.history = history;
		this.executor = executor;
		this.clock = clock;
		this.sleeper = sleeper;
	}

	/// Records the count in the slot that it is now, unless an instance has.
	/// @return whether the slot has its count now
	boolean recordNow() {
		Instant slot = Slots.begin(this.clock.instant());
		try {
			long count = this.counter.total(Duration.ZERO);
			// A count read after the slot could be greater than that of the next slot.
			if (!Slots.begin(this.clock.instant()).equals(slot)) {
				return false;
			}
			this.history.record(slot, count);
			return true;
		}
		catch (StoreUnavailableException _) {
			// Why is in the log already.
			logger.warn("The count at {} is not recorded yet.", slot);
			return false;
		}
		catch (Throwable ex) {
			logger.error("The count at {} is not recorded yet.", slot, ex);
			return false;
		}
	}

	private void keepRecording() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				this.sleeper.sleep(recordNow() ? untilNextSlot() : RETRY);
			}
			catch (InterruptedException _) {
				return;
			}
		}
	}

	private Duration untilNextSlot() {
		Instant now = this.clock.instant();
		return Duration.between(now, Slots.begin(now).plus(Slots.LENGTH))
			.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis()));
	}

	@Override
	public void start() {
		this.task = this.executor.submit(this::keepRecording);
	}

	@Override
	public void stop() {
		Future<?> running = this.task;
		if (running != null) {
			running.cancel(true);
		}
		this.task = null;
	}

	@Override
	public boolean isRunning() {
		return this.task != null;
	}

	/// After the check of the table, and before the web server, whose phase is near the
	/// greatest.
	@Override
	public int getPhase() {
		return Phase.COUNTER.order();
	}

	@FunctionalInterface
	interface Sleeper {

		void sleep(Duration time) throws InterruptedException;

	}

}
