package dev.visitorboard.counter;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.visitorboard.counter.FaultyItem.Fault;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@BesideOthers
class GroupCommitTest {

	private final FaultyItem item = new FaultyItem();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CircuitBreaker breaker = mock(CircuitBreaker.class);

	private final GroupCommit commit = commit(Patience.LONGEST, System::nanoTime);

	/// Its visits wait so long for an answer.
	private final GroupCommit impatient = commit(Duration.ofSeconds(2), System::nanoTime);

	@BeforeEach
	void start() {
		this.commit.start();
	}

	@AfterEach
	void stop() {
		this.commit.stop();
		this.impatient.stop();
	}

	@Test
	void manyVisitsAtOnceGetEachItsOwnNumberInFewWrites() throws Exception {
		this.item.beforeCommit(() -> sleep(5));
		assertThat(countAll(1000))
			.containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
		assertThat(this.item.commits()).isLessThan(500);
		assertThat(this.meters.get("counter.counts").counter().count()).isEqualTo(1000);
		assertThat(this.meters.get("counter.failures").counter().count()).isZero();
	}

	@Test
	void everyLaneIsAWriterOfItsOwn() {
		await().untilAsserted(() -> assertThat(this.item.writers()).hasSize(2));
		assertThat(this.commit.writers()).isEqualTo(this.item.writers().keySet());
	}

	@Test
	void aVisitThatIsNotSealedInTimeIsAnsweredAndNeverCounted() throws Exception {
		this.impatient.start();
		CountDownLatch answered = new CountDownLatch(1);
		AtomicInteger underWay = new AtomicInteger();
		this.item.beforeCommit(() -> {
			underWay.incrementAndGet();
			reach(answered);
		});
		try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
			// One for each lane, whose batches then do not come back.
			List<Future<Long>> sealed = IntStream.rangeClosed(1, 2).mapToObj((lane) -> {
				Future<Long> visit = visitors.submit(this.impatient::count);
				await().until(() -> underWay.get() == lane);
				return visit;
			}).toList();
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.impatient::count);
			assertThat(sealed).allSatisfy((visit) -> assertThat(visit).failsWithin(Patience.LONGEST));
		}
		assertThat(this.meters.get("counter.waiters.dropped").counter().count()).isEqualTo(1);
		assertThat(this.meters.get("counter.counts").counter().count()).isZero();
		assertThat(this.meters.get("counter.failures").counter().count()).isEqualTo(3);
		answered.countDown();
		await().untilAsserted(() -> assertThat(this.item.count()).isEqualTo(2));
		assertThat(this.impatient.count()).isEqualTo(3);
	}

	@Test
	void whileTheItemDoesNotAnswerVisitsAreRefused() {
		this.impatient.start();
		refusedUnasked(this.impatient);
		assertThat(this.item.count()).isZero();
		assertThat(this.meters.get("counter.failures").counter().count()).isGreaterThan(2);
	}

	@Test
	void whileTheTableDoesNotAnswerNobodyWaitsForASecond() {
		given(this.breaker.isOpen()).willReturn(true);
		// No second ever passes.
		GroupCommit timeless = commit(Duration.ofSeconds(2), () -> 0);
		timeless.start();
		refusedUnasked(timeless);
		timeless.stop();
	}

	/// Lets each lane have a batch that is not answered, until the next visit is refused.
	private void refusedUnasked(GroupCommit commit) {
		await().untilAsserted(() -> assertThat(this.item.writers().keySet()).containsAll(commit.writers()));
		this.item.next(Collections.nCopies(10_000, Fault.LOSE_REQUEST).toArray(Fault[]::new));
		await().until(() -> catchThrowable(commit::count).getCause() instanceof IllegalStateException);
		assertThat(this.item.count()).isZero();
		this.item.heal();
	}

	@Test
	void aLaneThatIsFreeTriesThoughTheTableIsAway() {
		given(this.breaker.isOpen()).willReturn(true);
		assertThat(this.commit.count()).isEqualTo(1);
	}

	@Test
	void aStopLeavesNoWriterAndRefusesWhatComesLater() throws Exception {
		this.item.next(Fault.LOSE_RESPONSE, Fault.LOSE_REQUEST, Fault.LOSE_RESPONSE);
		countAll(50);
		this.commit.stop();
		assertThat(this.item.writers()).isEmpty();
		assertThat(this.item.count()).isEqualTo(50);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.commit::count);
	}

	@Test
	void whatWasStoppedCanStartAndCountAgain() {
		assertThat(this.commit.count()).isEqualTo(1);
		Set<String> former = this.commit.writers();
		this.commit.stop();
		assertThat(this.commit.writers()).isEmpty();
		this.commit.start();
		assertThat(this.commit.isRunning()).isTrue();
		assertThat(this.commit.count()).isEqualTo(2);
		assertThat(this.commit.writers()).hasSize(2).doesNotContainAnyElementsOf(former);
		await().untilAsserted(() -> assertThat(this.item.writers()).containsOnlyKeys(this.commit.writers()));
	}

	@ParameterizedTest
	@EnumSource(names = { "COUNT_AND_THROW", "COUNT_AND_DIE" })
	void aVisitAfterAWriteThatThrewIsCounted(Fault fault) {
		this.item.next(fault, fault);
		assertThat(this.commit.count()).isEqualTo(1);
		assertThat(this.commit.count()).isEqualTo(2);
		assertThat(this.commit.isAlive()).isTrue();
	}

	@Test
	void aLaneThatEndsEarlyIsNoticed() {
		GroupCommit mortal = commit(Duration.ofSeconds(2), new Ticker() {

			@Override
			public long nanos() {
				return System.nanoTime();
			}

			@Override
			public void sleep(Duration time) {
				throw new OutOfMemoryError("made up for a test");
			}

		});
		mortal.start();
		assertThat(mortal.isAlive()).isTrue();
		this.item.next(Fault.LOSE_REQUEST);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(mortal::count);
		await().until(() -> !mortal.isAlive());
		mortal.stop();
		assertThat(mortal.isAlive()).as("nobody expects a lane").isTrue();
	}

	@Test
	void itStopsAfterTheWebServer() {
		// Boot's web server stops in the phases from here down to 2,048 below.
		assertThat(this.commit.getPhase()).isLessThan(Integer.MAX_VALUE - 4096);
	}

	private GroupCommit commit(Duration deadline, Ticker ticker) {
		return new GroupCommit(this.item.repository(), new CounterSettings(2, deadline),
				new CounterMetrics(this.meters), this.breaker, ticker);
	}

	private List<Long> countAll(int visits) throws InterruptedException {
		try (ExecutorService visitors = Executors.newFixedThreadPool(64)) {
			List<Callable<Long>> calls = IntStream.range(0, visits)
				.mapToObj((_) -> (Callable<Long>) this.commit::count)
				.toList();
			return visitors.invokeAll(calls).stream().map(Future::resultNow).toList();
		}
	}

	private static void reach(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
