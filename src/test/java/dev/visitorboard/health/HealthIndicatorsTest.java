package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.web.RequestSlots;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class RequestSlotsHealthIndicatorTest {

	private final RequestSlots slots = mock(RequestSlots.class);

	private final RequestSlotsHealthIndicator indicator = new RequestSlotsHealthIndicator(this.slots);

	@Test
	void anInstanceWhoseRequestsAllHangIsOutOfService() {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		given(this.slots.stuckFor(Duration.ofSeconds(10))).willReturn(true);
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

}
