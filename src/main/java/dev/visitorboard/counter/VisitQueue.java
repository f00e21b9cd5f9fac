package dev.visitorboard.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/// The visits that wait to be counted. Until a lane takes it, a visit can be withdrawn, and then it never counts.
final class VisitQueue {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Set<Visit> waiting = new LinkedHashSet<>();

	private boolean closed;

	/// Adds a visit.
	/// @return null once the queue is closed
	@Nullable Visit join() {
		this.lock.lock();
		try {
			if (this.closed) {
				return null;
			}
			Visit visit = new Visit();
			this.waiting.add(visit);
			this.changed.signal();
			return visit;
		}
		finally {
			this.lock.unlock();
		}
	}

	/// Takes a visit back.
	/// @return whether the visit was still waiting, so that it is certain not to count
	boolean withdraw(Visit visit) {
		this.lock.lock();
		try {
			return this.waiting.remove(visit);
		}
		finally {
			this.lock.unlock();
		}
	}

	/// Waits for a visit.
	/// @return false when the queue is closed and empty, so that none will come
	boolean awaitVisit() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.waiting.isEmpty() && !this.closed) {
				this.changed.await();
			}
			return !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/// Seals all that wait into one batch; from then on they can no longer be
	/// withdrawn.
	List<Visit> seal() {
		this.lock.lock();
		try {
			List<Visit> batch = new ArrayList<>(this.waiting);
			this.waiting.clear();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/// Takes no more visits; those that wait are still to be counted.
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/// One visit that waits for its number. Compared by identity.
	static final class Visit {

		private final CompletableFuture<Long> number = new CompletableFuture<>();

		void numbered(long number) {
			this.number.complete(number);
		}

		void failed(RuntimeException failure) {
			this.number.completeExceptionally(failure);
		}

		long number(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
			return this.number.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}

	}

}
