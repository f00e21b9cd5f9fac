package dev.visitorboard.testing.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What became of the requests, and how many deliveries are still to come or under way.
final class Ledger {

	private final Map<Entry, LongAdder> fates = new ConcurrentHashMap<>();

	private final LongAdder deliveredAgain = new LongAdder();

	private final AtomicInteger open = new AtomicInteger();

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
		this.open.incrementAndGet();
	}

	void settle() {
		this.open.decrementAndGet();
	}

	boolean isSettled() {
		return this.open.get() == 0;
	}

	private record Entry(String operation, Fate fate) {

	}

}
