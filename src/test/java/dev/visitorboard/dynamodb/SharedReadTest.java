package dev.visitorboard.dynamodb;

import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.testing.Patience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/// Turns time by hand, and lets a read begin and end when the test says so.
class SharedReadTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final AtomicLong now = new AtomicLong();

	private final Queue<Runnable> reads = new ArrayDeque<>();

	private final AtomicInteger value = new AtomicInteger();

	private final CircuitBreaker breaker = new CircuitBreaker(this.now::get);

	private final SharedRead<Integer> shared = new SharedRead<>(this.value::incrementAndGet, this::enqueue,
			SECOND.multipliedBy(2), this.breaker, this.now::get);

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void endCallers() {
		this.callers.shutdownNow();
	}

	@Test
	void everyoneWhoWaitsSharesOneRead() {
		CompletableFuture<Integer> first = ask(SECOND);
		awaitReads(1);
		CompletableFuture<Integer> second = ask(SECOND);
		CompletableFuture<Integer> third = ask(SECOND);
		awaitWaiters(3);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(second).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(third).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(this.value).hasValue(1);
	}

	@Test
	void aValueIsServedUntilItIsTooOld() {
		CompletableFuture<Integer> first = ask(SECOND);
		awaitReads(1);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		pass(SECOND);
		assertThat(this.shared.notOlderThan(SECOND)).isEqualTo(1);
		pass(Duration.ofNanos(1));
		CompletableFuture<Integer> later = ask(SECOND);
		awaitReads(1);
		finishRead();
		assertThat(later).succeedsWithin(Patience.LONGEST).isEqualTo(2);
	}

	@Test
	void aValueThatIsSoonTooOldIsReadAnewWhileNobodyWaits() {
		CompletableFuture<Integer> first = ask(SECOND);
		awaitReads(1);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		pass(Duration.ofMillis(880));
		assertThat(this.shared.notOlderThan(SECOND)).isEqualTo(1);
		awaitReads(0);
		pass(Duration.ofMillis(10));
		assertThat(this.shared.notOlderThan(SECOND)).isEqualTo(1);
		assertThat(this.shared.notOlderThan(SECOND)).isEqualTo(1);
		awaitReads(1);
		finishRead();
		pass(Duration.ofMillis(880));
		assertThat(this.shared.notOlderThan(SECOND)).isEqualTo(2);
	}

	@Test
	void aValueThatEqualsTheLastIsTheLast() {
		SharedRead<String> same = new SharedRead<>(() -> new String("same"), Runnable::run, SECOND, this.breaker,
				this.now::get);
		String first = same.notOlderThan(SECOND);
		pass(SECOND.plusNanos(1));
		assertThat(same.notOlderThan(SECOND)).isSameAs(first);
	}

	@Test
	void whoWasAnsweredTogetherIsWaitedForAndNobodyAlone() {
		Queue<Duration> waits = new ArrayDeque<>();
		List<CompletableFuture<Integer>> back = new ArrayList<>();
		AtomicReference<SharedRead<Integer>> reference = new AtomicReference<>();
		SharedRead<Integer> gathering = new SharedRead<>(this.value::incrementAndGet, this::enqueue, SECOND,
				this.breaker, new Ticker() {
					@Override
					public long nanos() {
						return SharedReadTest.this.now.get();
					}

					@Override
					public void sleep(Duration time) {
						waits.add(time);
						if (waits.size() > 1) {
							return;
						}
						back.add(ask(reference.get(), Duration.ZERO));
						back.add(ask(reference.get(), Duration.ZERO));
						await().until(() -> reference.get().waiters() == 4);
					}
				});
		reference.set(gathering);
		CompletableFuture<Integer> first = ask(gathering, Duration.ZERO);
		await().until(() -> gathering.waiters() == 1);
		finishRead();
		assertThat(waits).isEmpty();
		pass(SECOND.plusNanos(1));
		CompletableFuture<Integer> _ = ask(gathering, SECOND);
		awaitReads(1);
		CompletableFuture<Integer> _ = ask(gathering, SECOND);
		await().until(() -> gathering.waiters() == 2);
		pass(Duration.ofMillis(1));
		finishRead();
		assertThat(waits).containsExactly(Duration.ofNanos(500_000));
		awaitReads(1);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(back).allSatisfy((one) -> assertThat(one).succeedsWithin(Patience.LONGEST).isEqualTo(3));
	}

	@Test
	void ageIsCountedFromWhereTheReadBegan() {
		CompletableFuture<Integer> slow = ask(SECOND);
		awaitReads(1);
		pass(SECOND.plusNanos(1));
		finishRead();
		assertThat(slow).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		CompletableFuture<Integer> next = ask(SECOND);
		awaitReads(1);
		finishRead();
		assertThat(next).succeedsWithin(Patience.LONGEST).isEqualTo(2);
	}

	@Test
	void anAgeOfZeroJoinsTheNextReadAndNeverTheOneUnderWay() {
		CompletableFuture<Integer> underWay = ask(Duration.ZERO);
		awaitReads(1);
		CompletableFuture<Integer> late = ask(Duration.ZERO);
		CompletableFuture<Integer> later = ask(Duration.ZERO);
		awaitWaiters(3);
		assertThat(this.reads).as("one read at a time").hasSize(1);
		finishRead();
		assertThat(underWay).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(late).isNotDone();
		awaitReads(1);
		finishRead();
		assertThat(late).succeedsWithin(Patience.LONGEST).isEqualTo(2);
		assertThat(later).succeedsWithin(Patience.LONGEST).isEqualTo(2);
		assertThat(this.value).hasValue(2);
	}

	@Test
	void anAgeOfZeroIsNeverServedFromWhatIsKept() {
		CompletableFuture<Integer> first = ask(SECOND);
		awaitReads(1);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		CompletableFuture<Integer> second = ask(Duration.ZERO);
		awaitReads(1);
		finishRead();
		assertThat(second).succeedsWithin(Patience.LONGEST).isEqualTo(2);
	}

	@Test
	void aReadUnderWayThatIsTooOldAlreadyIsNotJoined() {
		CompletableFuture<Integer> first = ask(SECOND);
		awaitReads(1);
		pass(SECOND.plusNanos(1));
		CompletableFuture<Integer> second = ask(SECOND);
		awaitWaiters(2);
		finishRead();
		awaitReads(1);
		finishRead();
		assertThat(first).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(second).succeedsWithin(Patience.LONGEST).isEqualTo(2);
	}

	@Test
	void aFailureReachesAllWhoWaitedForThatReadAndNobodyElse() {
		SharedRead<Integer> failing = new SharedRead<>(() -> {
			if (this.value.incrementAndGet() == 1) {
				throw new StoreUnavailableException(new IllegalStateException("lost"));
			}
			return this.value.get();
		}, this::enqueue, SECOND.multipliedBy(2), this.breaker, this.now::get);
		CompletableFuture<Integer> first = ask(failing, SECOND);
		awaitReads(1);
		CompletableFuture<Integer> second = ask(failing, SECOND);
		CompletableFuture<Integer> next = ask(failing, Duration.ZERO);
		await().until(() -> failing.waiters() == 3);
		finishRead();
		assertThat(first).failsWithin(Patience.LONGEST)
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(second).failsWithin(Patience.LONGEST)
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		awaitReads(1);
		finishRead();
		assertThat(next).succeedsWithin(Patience.LONGEST).isEqualTo(2);
	}

	@Test
	void aFailureIsNotKept() {
		SharedRead<Integer> failing = new SharedRead<>(() -> {
			if (this.value.incrementAndGet() == 1) {
				throw new StoreUnavailableException(new IllegalStateException("lost"));
			}
			return this.value.get();
		}, Runnable::run, SECOND.multipliedBy(2), this.breaker, this.now::get);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> failing.notOlderThan(SECOND));
		assertThat(failing.notOlderThan(SECOND)).isEqualTo(2);
	}

	@Test
	void aThreadThatCannotBeMadeIsNotWaitedForForEver() {
		AtomicInteger refusals = new AtomicInteger(1);
		SharedRead<Integer> refused = new SharedRead<>(this.value::incrementAndGet, (task) -> {
			if (refusals.getAndDecrement() > 0) {
				throw new OutOfMemoryError("made up for a test");
			}
			task.run();
		}, SECOND.multipliedBy(2), this.breaker, this.now::get);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> refused.notOlderThan(SECOND));
		assertThat(refused.notOlderThan(SECOND)).isEqualTo(1);
	}

	@Test
	void aReadThatCannotBeginFailsItsCallersAndLeavesNothingBehind() {
		AtomicInteger refusals = new AtomicInteger(1);
		SharedRead<Integer> refused = new SharedRead<>(this.value::incrementAndGet, (task) -> {
			if (refusals.getAndDecrement() > 0) {
				throw new TaskRejectedException("full");
			}
			task.run();
		}, SECOND.multipliedBy(2), this.breaker, this.now::get);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> refused.notOlderThan(SECOND));
		assertThat(refused.notOlderThan(SECOND)).isEqualTo(1);
	}

	@Test
	void aWaiterThatGivesUpLeavesTheReadToTheOthers() {
		CompletableFuture<Integer> patient = ask(SECOND);
		awaitReads(1);
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.shared.notOlderThan(SECOND, Duration.ofMillis(1)));
		assertThat(patient).isNotDone();
		finishRead();
		assertThat(patient).succeedsWithin(Patience.LONGEST).isEqualTo(1);
	}

	@Test
	void aNextReadThatEveryoneGaveUpIsNotMade() {
		CompletableFuture<Integer> underWay = ask(SECOND);
		awaitReads(1);
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.shared.notOlderThan(Duration.ZERO, Duration.ofMillis(1)));
		finishRead();
		assertThat(underWay).succeedsWithin(Patience.LONGEST).isEqualTo(1);
		assertThat(this.reads).isEmpty();
		assertThat(this.value).hasValue(1);
	}

	private void enqueue(Runnable read) {
		synchronized (this.reads) {
			this.reads.add(read);
		}
	}

	private void finishRead() {
		Runnable read;
		synchronized (this.reads) {
			read = this.reads.remove();
		}
		read.run();
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private CompletableFuture<Integer> ask(Duration age) {
		return ask(this.shared, age);
	}

	private CompletableFuture<Integer> ask(SharedRead<Integer> read, Duration age) {
		return CompletableFuture.supplyAsync(() -> read.notOlderThan(age, Patience.LONGEST), this.callers);
	}

	private void awaitReads(int count) {
		await().until(() -> {
			synchronized (this.reads) {
				return this.reads.size() == count;
			}
		});
	}

	private void awaitWaiters(int count) {
		await().until(() -> this.shared.waiters() == count);
	}

}
