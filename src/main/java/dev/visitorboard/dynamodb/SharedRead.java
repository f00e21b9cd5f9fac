package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;

/// One read of the table shared by everybody who waits for it, with at most one under way at a time.
///
/// A caller says how old a value may be, counted from the moment its read began. With an age of zero it gets a read
/// that begins after its call, never one already under way, so it sees every write that was answered before.
///
/// A value that equals the last one is the last one, so that whoever keeps what it made of a value finds out at a glance.
///
/// @param <T> what is read; shared between threads, so it must be immutable
public final class SharedRead<T> {

	/// Beyond the time limit of a single call, so that in practice the read itself
	/// gives up first.
	private static final Duration BEYOND_A_CALL = Duration.ofMillis(300);

	/// Callers that were answered together come back together. Time for them to do so
	/// makes the next read one for all of them, where each would wait for two.
	private static final Duration MOST_GATHERING = Duration.ofMillis(1);

	private final Supplier<T> source;

	private final Executor executor;

	/// How long one who has no value waits.
	private final Duration patience;

	/// How long one who has a value waits for a newer one. Dividing a duration is dear,
	/// and every page asks.
	private final Duration patienceForNewer;

	private final CircuitBreaker breaker;

	private final Ticker ticker;

	/// The last that succeeded. Most callers find what they want here, without a lock:
	/// waiting for one costs a virtual thread its turn.
	private volatile @Nullable Round<T> latest;

	private volatile @Nullable Round<T> running;

	/// Begins when the running one ends, if anybody still waits for it.
	private @Nullable Round<T> next;

	/// Whether the last read failed: what it reads can fail alone, and the circuit
	/// breaker sees that late or not at all.
	private volatile boolean failing;

	/// @param source does the read; what it throws reaches every caller that waits for
	/// that read
	/// @param callTimeout how long a call to the table may take
	SharedRead(Supplier<T> source, Executor executor, Duration callTimeout, CircuitBreaker breaker, Ticker ticker) {
		this.source = source;
		this.executor = executor;
		this.patience = callTimeout.plus(BEYOND_A_CALL);
		this.patienceForNewer = callTimeout.dividedBy(2);
		this.breaker = breaker;
		this.ticker = ticker;
	}

	/// The age that has a value read once in an interval while somebody asks: it is read
	/// anew at eight ninths of its age.
	public static Duration readEvery(Duration interval) {
		return interval.dividedBy(8).multipliedBy(9);
	}

	/// The value, read within the last `age`; with an age of zero, by a read that
	/// begins after this call.
	/// @throws StoreUnavailableException when the read failed, took too long or was
	/// refused by the executor
	public T notOlderThan(Duration age) {
		return notOlderThan(age, this.patience);
	}

	/// As [#notOlderThan(Duration)], but with the latest value there is while the table
	/// does not answer.
	/// @throws StoreUnavailableException when there is no value at all
	public Reading<T> orLatest(Duration age) {
		try {
			return new Reading<>(notOlderThan(age, patienceForNewer()), Duration.ZERO);
		}
		catch (StoreUnavailableException ex) {
			Round<T> older = this.latest;
			if (older == null) {
				throw ex;
			}
			return new Reading<>(older.result.resultNow(), Duration.ofNanos(this.ticker.nanos() - older.begunAt));
		}
	}

	/// Nobody who has a value waits long for a newer one, and not at all once it is
	/// known that there is no answer.
	private Duration patienceForNewer() {
		if (this.latest == null) {
			return this.patience;
		}
		return (this.failing || this.breaker.isOpen()) ? Duration.ZERO : this.patienceForNewer;
	}

	/// For a caller that waits for `patience` at most; the others wait on.
	T notOlderThan(Duration age, Duration patience) {
		Round<T> round = join(age);
		try {
			return round.result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new StoreUnavailableException(ex);
		}
		catch (TimeoutException | InterruptedException ex) {
			leave(round);
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			throw new StoreUnavailableException(ex);
		}
	}

	private Round<T> join(Duration age) {
		Round<T> kept = this.latest;
		long nanos = age.toNanos();
		if (kept == null || !isFresh(kept, nanos)) {
			return joinRead(nanos);
		}
		if (this.running == null && !isFresh(kept, nanos / 9 * 8)) {
			readAhead();
		}
		return kept;
	}

	/// Nobody waits for this read: the value is not yet too old.
	private synchronized void readAhead() {
		if (this.running == null && !this.failing) {
			begin(new Round<>());
		}
	}

	private synchronized Round<T> joinRead(long age) {
		if (this.latest != null && isFresh(this.latest, age)) {
			return this.latest;
		}
		Round<T> round = this.running;
		if (round == null) {
			round = new Round<>();
			begin(round);
		}
		else if (!isFresh(round, age)) {
			round = (this.next != null) ? this.next : new Round<>();
			this.next = round;
		}
		round.waiters++;
		return round;
	}

	private synchronized void leave(Round<T> round) {
		round.waiters--;
	}

	/// How many wait for a read, for tests to see that a caller has come.
	synchronized int waiters() {
		return ((this.running != null) ? this.running.waiters : 0) + ((this.next != null) ? this.next.waiters : 0);
	}

	private boolean isFresh(Round<T> round, long age) {
		return age != 0 && this.ticker.nanos() - round.begunAt <= age;
	}

	private void begin(Round<T> round) {
		round.begunAt = this.ticker.nanos();
		this.running = round;
		try {
			this.executor.execute(() -> read(round));
		}
		catch (Throwable ex) {
			// No thread was free, or none could be made.
			fail(round, new StoreUnavailableException(ex));
		}
	}

	private void read(Round<T> round) {
		try {
			succeed(round, this.source.get());
		}
		catch (Throwable ex) {
			fail(round, ex);
			return;
		}
		gather(round);
		beginNext();
	}

	private synchronized void succeed(Round<T> round, T value) {
		T last = (this.latest != null) ? this.latest.result.resultNow() : value;
		round.result.complete(value.equals(last) ? last : value);
		this.latest = round;
		this.failing = false;
	}

	/// Who comes alone never waits for this.
	private void gather(Round<T> ended) {
		if (waiters() < 2) {
			return;
		}
		try {
			long half = (this.ticker.nanos() - ended.begunAt) / 2;
			this.ticker.sleep(Duration.ofNanos(Math.clamp(half, 0, MOST_GATHERING.toNanos())));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void fail(Round<T> round, Throwable failure) {
		this.failing = true;
		beginNext();
		round.result.completeExceptionally(failure);
	}

	private synchronized void beginNext() {
		Round<T> following = this.next;
		this.next = null;
		this.running = null;
		if (following != null && following.waiters > 0) {
			begin(following);
		}
	}

	private static final class Round<T> {

		private final CompletableFuture<T> result = new CompletableFuture<>();

		private long begunAt;

		private int waiters;

	}

}
