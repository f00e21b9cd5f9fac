package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;

/// One read of the table shared by everybody who waits for it, with at most one under way at a time.
///
/// A caller says how old a value may be, counted from the moment its read began. With an age of zero it gets a read
/// that begins after its call, never one already under way, so it sees every write that was answered before.
///
/// @param <T> what is read; shared between threads, so it must be immutable
public final class SharedRead<T> {

	/// Beyond the time limit of a single call, so that in practice the read itself
	/// gives up first.
	private static final Duration BEYOND_A_CALL = Duration.ofMillis(300);

	private final Supplier<T> source;

	private final Executor executor;

	private final Duration patience;

	/// How long who can do with an older value waits for a newer one.
	private final Duration patienceWithAnOlder;

	private final Ticker ticker;

	private final Lock lock = new ReentrantLock();

	/// Written under the lock; read without it where most callers find what they want,
	/// since waiting for a lock costs a virtual thread its turn.
	private volatile @Nullable Round<T> latest;

	private @Nullable Round<T> running;

	private @Nullable Round<T> next;

	private volatile boolean failing;

	/// A read that is shared from now on.
	/// @param source does the read; what it throws reaches every caller that waits for
	/// that read
	/// @param executor runs the reads
	/// @param callTimeout how long a call to the table may take
	/// @param ticker a clock that never runs backwards, such as [System#nanoTime()]
	SharedRead(Supplier<T> source, Executor executor, Duration callTimeout, Ticker ticker) {
		this.source = source;
		this.executor = executor;
		this.patience = callTimeout.plus(BEYOND_A_CALL);
		this.patienceWithAnOlder = callTimeout.dividedBy(2);
		this.ticker = ticker;
	}

	/// The value, read within the last `age`; with an age of zero, by a read that
	/// begins after this call.
	/// @throws StoreUnavailableException when the read failed, took too long or was
	/// refused by the executor
	public T notOlderThan(Duration age) {
		return notOlderThan(age, this.patience);
	}

	/// As [#notOlderThan(Duration)], for a caller that waits for `patience` at most.
	/// @throws StoreUnavailableException when the read failed or took longer than
	/// `patience`; the others wait on
	public T notOlderThan(Duration age, Duration patience) {
		Round<T> round = join(age);
		try {
			return round.result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new StoreUnavailableException(ex);
		}
		catch (TimeoutException ex) {
			leave(round);
			throw new StoreUnavailableException(ex);
		}
		catch (InterruptedException ex) {
			leave(round);
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException(ex);
		}
	}

	/// As [#notOlderThan(Duration)], but with the latest value there is while the table
	/// does not answer.
	/// @throws StoreUnavailableException when there is no value at all
	public Reading<T> orLatest(Duration age) {
		Round<T> known = this.latest;
		try {
			Duration patience = (known != null) ? patienceWithAnOlder() : this.patience;
			return new Reading<>(notOlderThan(age, patience), Duration.ZERO);
		}
		catch (StoreUnavailableException ex) {
			Round<T> last = this.latest;
			if (last == null) {
				throw ex;
			}
			return new Reading<>(last.result.resultNow(), Duration.ofNanos(this.ticker.nanos() - last.begunAt));
		}
	}

	/// None at all once a read has failed: until one succeeds, nobody waits for it.
	private Duration patienceWithAnOlder() {
		return this.failing ? Duration.ZERO : this.patienceWithAnOlder;
	}

	private Round<T> join(Duration age) {
		Round<T> known = this.latest;
		if (known != null && isFresh(known, age)) {
			return known;
		}
		Round<T> begun;
		this.lock.lock();
		try {
			known = this.latest;
			if (known != null && isFresh(known, age)) {
				return known;
			}
			if (this.running != null) {
				Round<T> joined = isFresh(this.running, age) ? this.running : upcoming();
				joined.waiters++;
				return joined;
			}
			begun = new Round<>();
			begun.waiters++;
			begin(begun);
		}
		finally {
			this.lock.unlock();
		}
		run(begun);
		return begun;
	}

	private Round<T> upcoming() {
		if (this.next == null) {
			this.next = new Round<>();
		}
		return this.next;
	}

	private void leave(Round<T> round) {
		this.lock.lock();
		try {
			round.waiters--;
			if (round == this.next && round.waiters == 0) {
				this.next = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/// How many wait for the read under way, for tests to see that a caller has come.
	int runningWaiters() {
		return waiters(() -> this.running);
	}

	/// How many wait for the read after that.
	int nextWaiters() {
		return waiters(() -> this.next);
	}

	private int waiters(Supplier<@Nullable Round<T>> which) {
		this.lock.lock();
		try {
			Round<T> round = which.get();
			return (round != null) ? round.waiters : 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFresh(Round<T> round, Duration age) {
		return !age.isZero() && this.ticker.nanos() - round.begunAt <= age.toNanos();
	}

	private void begin(Round<T> round) {
		round.begunAt = this.ticker.nanos();
		this.running = round;
	}

	private void run(Round<T> round) {
		try {
			this.executor.execute(() -> read(round));
		}
		catch (Throwable ex) {
			// No thread was free, or none could be made.
			finish(round, false);
			round.result.completeExceptionally(new StoreUnavailableException(ex));
		}
	}

	private void read(Round<T> round) {
		try {
			T value = this.source.get();
			round.result.complete(value);
			finish(round, true);
		}
		catch (Throwable ex) {
			finish(round, false);
			round.result.completeExceptionally(ex);
		}
	}

	private void finish(Round<T> round, boolean succeeded) {
		Round<T> following;
		this.lock.lock();
		try {
			this.failing = !succeeded;
			if (succeeded) {
				this.latest = round;
			}
			this.running = null;
			following = this.next;
			this.next = null;
			if (following != null) {
				begin(following);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (following != null) {
			run(following);
		}
	}

	private static final class Round<T> {

		private final CompletableFuture<T> result = new CompletableFuture<>();

		private long begunAt;

		private int waiters;

	}

}
