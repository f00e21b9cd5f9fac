package dev.visitorboard.counter;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
import dev.visitorboard.counter.Lane.Surroundings;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.testing.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class GroupCommitTest {

	private final FaultyItem item = new FaultyItem();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final GroupCommit commit = new GroupCommit(this.item.repository(),
			new CounterSettings(2, Duration.ofMillis(200)), new CounterMetrics(this.meters),
			new Surroundings(System::nanoTime, (nanos) -> Thread.sleep(Duration.ofNanos(nanos)), new Random(1)));

	@BeforeEach
	void start() {
		this.commit.start();
	}

	@AfterEach
	void stop() {
		this.commit.stop();
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
	void everyLaneHasASlotOfItsOwn() {
		await().untilAsserted(() -> assertThat(this.item.slots()).hasSize(2));
		assertThat(this.commit.slots()).isEqualTo(this.item.slots().keySet());
	}

	@Test
	void aVisitThatIsNotSealedInTimeIsAnsweredAndNeverCounted() throws Exception {
		CountDownLatch answered = new CountDownLatch(1);
		AtomicInteger underWay = new AtomicInteger();
		this.item.beforeCommit(() -> {
			underWay.incrementAndGet();
			reach(answered);
		});
		try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
			// One for each lane, whose batches then do not come back.
			List<Future<Long>> sealed = IntStream.rangeClosed(1, 2).mapToObj((lane) -> {
				Future<Long> visit = visitors.submit(this.commit::count);
				await().until(() -> underWay.get() == lane);
				return visit;
			}).toList();
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.commit::count);
			assertThat(sealed).allSatisfy((visit) -> assertThat(visit).failsWithin(Patience.LONGEST));
		}
		assertThat(this.meters.get("counter.waiters.dropped").counter().count()).isEqualTo(1);
		assertThat(this.meters.get("counter.counts").counter().count()).isZero();
		assertThat(this.meters.get("counter.failures").counter().count()).isEqualTo(3);
		answered.countDown();
		await().untilAsserted(() -> assertThat(this.item.count()).isEqualTo(2));
		assertThat(this.commit.count()).isEqualTo(3);
	}

	@Test
	void whileNothingIsAnsweredAVisitIsRefusedAtOnceAndNeverCounted() throws Exception {
		await().untilAsserted(() -> assertThat(this.item.slots()).hasSize(2));
		Fault[] outage = new Fault[60];
		Arrays.fill(outage, Fault.LOSE_REQUEST);
		this.item.next(outage);
		try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
			// Each lane soon has a batch that is not answered.
			await().until(() -> {
				Future<Long> visit = visitors.submit(this.commit::count);
				await().until(visit::isDone);
				return refusedUnasked(visit);
			});
		}
		assertThat(this.item.count()).isZero();
		assertThat(this.meters.get("counter.failures").counter().count()).isGreaterThan(2);
	}

	private static boolean refusedUnasked(Future<Long> visit) {
		return visit.exceptionNow().getCause() instanceof IllegalStateException;
	}

	@Test
	void aPlannedStopLeavesNoSlotAndRefusesWhatComesLater() throws Exception {
		this.item.next(Fault.LOSE_RESPONSE, Fault.LOSE_REQUEST, Fault.LOSE_RESPONSE);
		countAll(50);
		this.commit.stop();
		assertThat(this.item.slots()).isEmpty();
		assertThat(this.item.count()).isEqualTo(50);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.commit::count);
	}

	@Test
	void whatWasStoppedCanStartAndCountAgain() {
		assertThat(this.commit.count()).isEqualTo(1);
		Set<String> former = this.commit.slots();
		this.commit.stop();
		assertThat(this.commit.slots()).isEmpty();
		this.commit.start();
		assertThat(this.commit.isRunning()).isTrue();
		assertThat(this.commit.count()).isEqualTo(2);
		assertThat(this.commit.slots()).hasSize(2).doesNotContainAnyElementsOf(former);
		await().untilAsserted(() -> assertThat(this.item.slots()).containsOnlyKeys(this.commit.slots()));
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
		GroupCommit mortal = new GroupCommit(this.item.repository(), new CounterSettings(2, Duration.ofMillis(200)),
				new CounterMetrics(this.meters), new Surroundings(System::nanoTime, (_) -> {
					throw new OutOfMemoryError("made up for a test");
				}, new Random(1)));
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
