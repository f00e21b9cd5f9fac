package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.testing.Patience;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What a reader gets who can do with an older value.
class SharedReadOutageTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger reads = new AtomicInteger();

	private final CircuitBreaker breaker = new CircuitBreaker(this.now::get);

	private boolean away;

	private Executor executor = Runnable::run;

	private final SharedRead<Integer> shared = new SharedRead<>(this::read, (read) -> this.executor.execute(read),
			SECOND.multipliedBy(2), this.breaker, this.now::get);

	@Test
	void aValueThatIsFreshEnoughIsNotOutdated() {
		assertThat(this.shared.orLatest(SECOND)).isEqualTo(new Reading<>(1, Duration.ZERO));
		assertThat(this.shared.orLatest(SECOND).isOutdated()).isFalse();
	}

	@Test
	void whileReadsFailTheLatestValueIsGivenWithItsAge() {
		this.shared.orLatest(SECOND);
		this.away = true;
		this.now.addAndGet(SECOND.multipliedBy(7).toNanos());
		assertThat(this.shared.orLatest(SECOND)).isEqualTo(new Reading<>(1, Duration.ofSeconds(7)));
		this.away = false;
		assertThat(this.shared.orLatest(SECOND).isOutdated()).isFalse();
	}

	@Test
	void nobodyWaitsOnceAReadHasFailedAndTheReadUnderWayBringsTheBoardBack() {
		this.shared.orLatest(SECOND);
		this.away = true;
		this.now.addAndGet(SECOND.multipliedBy(2).toNanos());
		this.shared.orLatest(SECOND);
		AtomicInteger begun = new AtomicInteger();
		// Reads that begin and never end.
		this.executor = (_) -> begun.incrementAndGet();
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.shared.orLatest(SECOND).isOutdated()).isTrue();
		}
		assertThat(begun).hasValue(1);
	}

	@Test
	void nobodyWaitsForAReadOfATableThatDoesNotAnswer() {
		SharedRead<Integer> patient = new SharedRead<>(this::read, (read) -> this.executor.execute(read),
				Duration.ofDays(2), this.breaker, this.now::get);
		patient.orLatest(SECOND);
		this.now.addAndGet(SECOND.multipliedBy(2).toNanos());
		// A read that begins and never ends.
		this.executor = (_) -> {
		};
		for (int i = 0; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
			this.breaker.failed(new IllegalStateException("another call"));
		}
		assertThat(CompletableFuture.supplyAsync(() -> patient.orLatest(SECOND))).succeedsWithin(Patience.LONGEST)
			.isEqualTo(new Reading<>(1, SECOND.multipliedBy(2)));
	}

	@Test
	void withoutAnyValueTheFailureIsReported() {
		this.away = true;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.shared.orLatest(SECOND));
	}

	private int read() {
		if (this.away) {
			throw new StoreUnavailableException(new IllegalStateException("away"));
		}
		return this.reads.incrementAndGet();
	}

}
