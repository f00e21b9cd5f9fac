package dev.visitorboard.counter;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.visitorboard.lifecycle.Ticker;

/// How often this instance may write to the counter's item, learned from DynamoDB's answers.
///
/// Unthrottled, every lane writes as soon as it has something. Throttled, one lane writes, at intervals that double
/// with each throttle and halve with each quarter of a second without one. So any number of instances share what one item takes,
/// which is 1,000 writes a second, without knowing of each other.
final class Pace {

	private static final long SHORTEST = Duration.ofMillis(4).toNanos();

	private static final long LONGEST = Duration.ofMillis(200).toNanos();

	private static final long RECOVERY = Duration.ofMillis(250).toNanos();

	private final Ticker ticker;

	private final Lock lock = new ReentrantLock();

	/// Zero while nothing is throttled.
	private long interval;

	private long changedAt;

	Pace(Ticker ticker) {
		this.ticker = ticker;
	}

	void throttled() {
		this.lock.lock();
		try {
			recover();
			this.interval = Math.clamp(2 * this.interval, SHORTEST, LONGEST);
			this.changedAt = this.ticker.nanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	/// The least time between two writes.
	Duration interval() {
		this.lock.lock();
		try {
			recover();
			return Duration.ofNanos(this.interval);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void recover() {
		long quarters = (this.ticker.nanos() - this.changedAt) / RECOVERY;
		if (this.interval > 0 && quarters > 0) {
			long recovered = this.interval >> Math.min(quarters, Long.SIZE - 1);
			this.interval = (recovered >= SHORTEST) ? recovered : 0;
			this.changedAt += quarters * RECOVERY;
		}
	}

}
