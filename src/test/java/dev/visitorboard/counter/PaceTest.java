package dev.visitorboard.counter;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

	private final AtomicLong now = new AtomicLong();

	private final Pace pace = new Pace(this.now::get);

	@Test
	void nothingWaitsWhileNothingIsThrottled() {
		assertThat(this.pace.interval()).isZero();
	}

	@Test
	void eachThrottleDoublesTheIntervalUpToItsBound() {
		this.pace.throttled();
		assertThat(this.pace.interval()).isEqualTo(Duration.ofMillis(4));
		this.pace.throttled();
		assertThat(this.pace.interval()).isEqualTo(Duration.ofMillis(8));
		for (int i = 0; i < 20; i++) {
			this.pace.throttled();
		}
		assertThat(this.pace.interval()).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void eachQuarterOfASecondWithoutAThrottleHalvesItAndTheLastEndsIt() {
		this.pace.throttled();
		this.pace.throttled();
		pass(Duration.ofMillis(249));
		assertThat(this.pace.interval()).isEqualTo(Duration.ofMillis(8));
		pass(Duration.ofMillis(1));
		assertThat(this.pace.interval()).isEqualTo(Duration.ofMillis(4));
		pass(Duration.ofMillis(250));
		assertThat(this.pace.interval()).isZero();
	}

	@Test
	void aLongTimeWithoutAThrottleEndsItAtOnce() {
		this.pace.throttled();
		pass(Duration.ofDays(1));
		assertThat(this.pace.interval()).isZero();
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
