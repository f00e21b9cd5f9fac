package dev.visitorboard.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What became of the requests, and how many deliveries are still to come or under way.
final class Ledger {

	private final Map<Entry, LongAdder> fates = new ConcurrentHashMap<>();

	private final LongAdder deliveredAgain = new LongAdder();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition settled = this.lock.newCondition();

	private int open;

	void decided(String operation, Fate fate) {
		this.fates.computeIfAbsent(new Entry(operation, fate), (_) -> new LongAdder()).increment();
	}

	long count(Fate fate) {
		return this.fates.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().fate() == fate)
			.mapToLong((entry) -> entry.getValue().sum())
			.sum();
	}

	long count(String operation, Fate fate) {
		LongAdder count = this.fates.get(new Entry(operation, fate));
		return (count != null) ? count.sum() : 0;
	}

	void deliveredOnceMore() {
		this.deliveredAgain.increment();
	}

	long deliveredAgain() {
		return this.deliveredAgain.sum();
	}

	void open() {
		add(1);
	}

	void settle() {
		add(-1);
	}

	private void add(int difference) {
		this.lock.lock();
		try {
			this.open += difference;
			if (this.open == 0) {
				this.settled.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isSettled() {
		this.lock.lock();
		try {
			return this.open == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/// Returns whether everything was settled in time.
	boolean awaitSettled(Duration patience) throws InterruptedException {
		this.lock.lock();
		try {
			long left = patience.toNanos();
			while (this.open > 0 && left > 0) {
				left = this.settled.awaitNanos(left);
			}
			return this.open == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Entry(String operation, Fate fate) {

	}

}
