package dev.visitorboard.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.visitorboard.counter.FaultyItem.Fault;
import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.lifecycle.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/// Every row of the lane's case table. Time is turned by the lane's own sleeps.
class LaneTest {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final FaultyItem item = new FaultyItem();

	private final VisitQueue queue = new VisitQueue();

	private final AtomicLong now = new AtomicLong();

	private final List<Duration> sleeps = Collections.synchronizedList(new ArrayList<>());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Ticker ticker = new Ticker() {

		@Override
		public long nanos() {
			return LaneTest.this.now.get();
		}

		@Override
		public void sleep(Duration time) {
			LaneTest.this.sleeps.add(time);
			LaneTest.this.now.addAndGet(time.toNanos());
		}

	};

	private final Pace pace = new Pace(this.ticker);

	private final CircuitBreaker breaker = mock(CircuitBreaker.class);

	private @Nullable Thread thread;

	@AfterEach
	void stop() throws InterruptedException {
		this.queue.close();
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread.join();
		}
	}

	@Test
	void aVisitThatComesAloneCostsOneRoundTripAndNoWaiting() throws Exception {
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(this.item.commits()).isOne();
		assertThat(this.sleeps).isEmpty();
	}

	@Test
	void visitsThatComeWhileABatchIsUnderWayFormTheNext() throws Exception {
		CountDownLatch underWay = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		this.item.beforeCommit(() -> {
			underWay.countDown();
			reach(answered);
		});
		start();
		Visit first = join();
		reach(underWay);
		List<Visit> others = IntStream.range(0, 10).mapToObj((_) -> join()).toList();
		answered.countDown();
		assertThat(first.number(PATIENCE)).isEqualTo(1);
		for (int i = 0; i < others.size(); i++) {
			assertThat(others.get(i).number(PATIENCE)).isEqualTo(i + 2);
		}
		assertThat(this.item.commits()).isEqualTo(2);
		assertThat(this.meters.get("counter.batch.size").summary().max()).isEqualTo(10);
	}

	@Test
	void aLostResponseIsFoundOutByTheFailedCondition() throws Exception {
		this.item.next(Fault.LOSE_RESPONSE, Fault.LOSE_RESPONSE);
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(join().number(PATIENCE)).isEqualTo(2);
		assertThat(this.item.count()).isEqualTo(2);
		assertThat(this.meters.get("counter.commit.resolved").counter().count()).isPositive();
	}

	@Test
	void aLostRequestIsSentAgain() throws Exception {
		this.item.next(Fault.LOSE_REQUEST, Fault.LOSE_REQUEST, Fault.LOSE_REQUEST);
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(this.item.count()).isEqualTo(1);
		assertThat(this.sleeps).hasSize(3)
			.allSatisfy((time) -> assertThat(time).isLessThanOrEqualTo(Duration.ofMillis(100)));
	}

	@ParameterizedTest
	@EnumSource(names = { "COUNT_AND_THROW", "COUNT_AND_DIE" })
	void aLaneOutlivesWhateverAWriteThrows(Fault fault) throws Exception {
		this.item.next(fault, fault);
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(join().number(PATIENCE)).isEqualTo(2);
		assertThat(this.item.count()).isEqualTo(2);
	}

	@Test
	void theTimeBetweenAttemptsStaysBelowASecond() throws Exception {
		this.item.next(Collections.nCopies(40, Fault.LOSE_REQUEST).toArray(Fault[]::new));
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(this.sleeps).hasSize(40)
			.allSatisfy((time) -> assertThat(time).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
		assertThat(Collections.max(this.sleeps)).isGreaterThan(Duration.ofMillis(300));
	}

	@Test
	void aVisitWithdrawnBeforeItsBatchIsSealedNeverCounts() throws Exception {
		CountDownLatch underWay = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		this.item.beforeCommit(() -> {
			underWay.countDown();
			reach(answered);
		});
		start();
		Visit sealed = join();
		reach(underWay);
		Visit impatient = join();
		assertThat(this.queue.withdraw(impatient)).isTrue();
		assertThat(this.queue.withdraw(sealed)).as("a sealed one may be counted").isFalse();
		answered.countDown();
		assertThat(sealed.number(PATIENCE)).isEqualTo(1);
		assertThat(join().number(PATIENCE)).isEqualTo(2);
		assertThat(this.item.count()).isEqualTo(2);
	}

	@Test
	void aThrottledBatchWaitsAndIsSentAgainUnchanged() throws Exception {
		this.item.next(Fault.THROTTLE, Fault.THROTTLE);
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		assertThat(this.item.commits()).isEqualTo(3);
		assertThat(this.meters.get("counter.throttles").counter().count()).isEqualTo(2);
		assertThat(this.pace.interval()).isPositive();
	}

	@Test
	void aLanePrunedWhileIdleCountsItsBatchOnce() throws Exception {
		Lane lane = start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		String former = lane.writer();
		this.item.prune();
		assertThat(join().number(PATIENCE)).isEqualTo(2);
		assertThat(lane.writer()).isNotEqualTo(former);
		assertThat(this.item.writers()).containsOnlyKeys(lane.writer());
		assertThat(this.item.count()).isEqualTo(2);
	}

	@Test
	void anOldBatchWhoseWriterIsGoneIsNotSentAgain() throws Exception {
		start();
		assertThat(join().number(PATIENCE)).isEqualTo(1);
		this.item.next(Fault.LOSE_RESPONSE);
		this.item.beforeCommit(() -> {
			if (this.item.commits() == 2) {
				this.now.addAndGet(Lane.CERTAIN.toNanos());
				this.item.prune();
			}
		});
		Visit lost = join();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> lost.number(PATIENCE));
		assertThat(this.item.count()).as("counted once, though nobody knows").isEqualTo(2);
		assertThat(join().number(PATIENCE)).isEqualTo(3);
	}

	@Test
	void aStopCountsAllThatWaitAndRemovesTheWriter() throws Exception {
		CountDownLatch answered = new CountDownLatch(1);
		this.item.beforeCommit(() -> reach(answered));
		this.item.next(Fault.LOSE_RESPONSE, Fault.LOSE_REQUEST);
		Lane lane = start();
		List<Visit> visits = IntStream.range(0, 5).mapToObj((_) -> join()).toList();
		this.queue.close();
		assertThat(this.queue.join()).as("a visit that comes too late").isNull();
		answered.countDown();
		for (Visit visit : visits) {
			assertThat(visit.number(PATIENCE)).isBetween(1L, 5L);
		}
		await().untilAsserted(() -> assertThat(this.item.writers()).doesNotContainKey(lane.writer()));
	}

	@Test
	void namesOfWritersDifferAndAreShort() {
		assertThat(IntStream.range(0, 1000).mapToObj((_) -> CounterRepository.newWriter()).distinct()).hasSize(1000)
			.allSatisfy((name) -> assertThat(name).startsWith("w").hasSize(12));
	}

	private Lane start() {
		Lane lane = new Lane(this.item.repository(), this.queue, this.pace.ofLane(true), this.breaker,
				new CounterMetrics(this.meters), this.ticker);
		this.thread = Thread.ofVirtual().start(lane);
		return lane;
	}

	private Visit join() {
		return Objects.requireNonNull(this.queue.join());
	}

	private static void reach(CountDownLatch latch) {
		try {
			if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException(new TimeoutException());
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
