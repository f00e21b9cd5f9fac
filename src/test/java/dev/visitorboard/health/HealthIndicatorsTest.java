package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.web.RequestSlots;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class HealthIndicatorsTest {

	@Test
	void anInstanceWhoseRequestsAllHangIsOutOfService() {
		RequestSlots slots = mock(RequestSlots.class);
		HealthIndicator indicator = new HealthIndicators().requestSlotsHealthIndicator(slots);
		assertThat(indicator.health()).isEqualTo(Health.up().build());
		given(slots.stuckFor(Duration.ofSeconds(10))).willReturn(true);
		assertThat(indicator.health()).isEqualTo(Health.outOfService().build());
	}

}
