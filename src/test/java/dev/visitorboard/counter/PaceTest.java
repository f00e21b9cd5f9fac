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
	void throttledTheFirstLaneAloneWritesOnceInAnInterval() {
		Pace.OfLane first = this.pace.ofLane(true);
		Pace.OfLane other = this.pace.ofLane(false);
		assertThat(other.mayWrite()).isTrue();
		first.writes();
		assertThat(first.throttled()).isEqualTo(Duration.ofMillis(4));
		pass(Duration.ofMillis(1));
		assertThat(first.mayWrite()).isTrue();
		assertThat(first.untilNextWrite()).isEqualTo(Duration.ofMillis(3));
		assertThat(other.mayWrite()).isFalse();
		assertThat(other.untilNextWrite()).isEqualTo(Duration.ofMillis(4));
	}

	@Test
	void afterABatchOfSeveralTheNextGathersForAMoment() {
		Pace.OfLane lane = this.pace.ofLane(true);
		lane.writes();
		pass(Duration.ofMillis(5));
		lane.committed(2);
		assertThat(lane.untilNextWrite()).isEqualTo(Duration.ofNanos(500_000));
		lane.committed(1);
		assertThat(lane.untilNextWrite()).isZero();
		pass(Duration.ofSeconds(1));
		lane.committed(2);
		assertThat(lane.untilNextWrite()).isEqualTo(Duration.ofMillis(1));
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
