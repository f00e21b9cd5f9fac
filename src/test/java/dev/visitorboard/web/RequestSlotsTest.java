package dev.visitorboard.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestSlotsTest {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	private final AtomicLong nanos = new AtomicLong();

	private final RequestSlots slots = new RequestSlots(2, this.nanos::get);

	@Test
	void noMoreThanTheSlotsCanBeTaken() {
		assertThat(this.slots.take()).isTrue();
		assertThat(this.slots.take()).isTrue();
		assertThat(this.slots.take()).isFalse();
		assertThat(this.slots.taken()).isEqualTo(2);
		this.slots.free();
		assertThat(this.slots.take()).isTrue();
		assertThat(this.slots.take()).isFalse();
	}

	@Test
	void requestsThatAllHangForTenSecondsAreStuck() {
		this.slots.take();
		pass(Duration.ofMinutes(1));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		this.slots.take();
		pass(Duration.ofMillis(9_999));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isTrue();
	}

	@Test
	void anInstanceThatIsOnlyBusyIsNotStuck() {
		this.slots.take();
		this.slots.take();
		for (int i = 0; i < 10; i++) {
			pass(Duration.ofSeconds(9));
			this.slots.free();
			assertThat(this.slots.take()).isTrue();
			assertThat(this.slots.take()).isFalse();
			assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		}
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
