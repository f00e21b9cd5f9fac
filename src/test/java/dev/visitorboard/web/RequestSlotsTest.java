package dev.visitorboard.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.web.RequestSlots.Slot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestSlotsTest {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	private final AtomicLong nanos = new AtomicLong();

	private final RequestSlots slots = new RequestSlots(DrainTest.settings(2, Duration.ZERO), this.nanos::get);

	@Test
	void noMoreThanTheSlotsCanBeTaken() {
		Slot first = take();
		take();
		assertThat(this.slots.take()).isEmpty();
		assertThat(this.slots.taken()).isEqualTo(2);
		first.close();
		take();
		assertThat(this.slots.take()).isEmpty();
	}

	@Test
	void requestsThatAllHangForTenSecondsAreStuck() {
		take();
		pass(Duration.ofMinutes(1));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		take();
		pass(Duration.ofMillis(9_999));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isTrue();
	}

	@Test
	void anInstanceThatIsOnlyBusyIsNotStuck() {
		take();
		Slot last = take();
		for (int i = 0; i < 10; i++) {
			pass(Duration.ofSeconds(9));
			last.close();
			last = take();
			assertThat(this.slots.take()).isEmpty();
			assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
		}
	}

	@Test
	void clientsThatDoNotReadTheirAnswersAreNotStuck() {
		take().answer();
		take().answer();
		pass(Duration.ofMinutes(1));
		assertThat(this.slots.take()).isEmpty();
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
	}

	@Test
	void workThatHangsBesideSuchClientsIsStuck() {
		take().answer();
		Slot hanging = take();
		pass(TEN_SECONDS);
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isTrue();
		hanging.answer();
		assertThat(this.slots.stuckFor(TEN_SECONDS)).isFalse();
	}

	@Test
	void idleTimeRunsFromTheLastRequestsEnd() {
		pass(TEN_SECONDS);
		assertThat(this.slots.idleFor()).isEqualTo(TEN_SECONDS);
		Slot slot = take();
		pass(TEN_SECONDS);
		slot.answer();
		assertThat(this.slots.idleFor()).isZero();
		slot.close();
		pass(Duration.ofSeconds(3));
		assertThat(this.slots.idleFor()).isEqualTo(Duration.ofSeconds(3));
	}

	private Slot take() {
		return this.slots.take().orElseThrow();
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
