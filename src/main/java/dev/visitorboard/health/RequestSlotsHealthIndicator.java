package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.web.RequestSlots;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Part of readiness: an instance whose requests all hang is to be replaced, one that is merely busy is not.
@Component
class RequestSlotsHealthIndicator implements HealthIndicator {

	private static final Duration STUCK = Duration.ofSeconds(10);

	private final RequestSlots slots;

	RequestSlotsHealthIndicator(RequestSlots slots) {
		this.slots = slots;
	}

	@Override
	public Health health() {
		return (this.slots.stuckFor(STUCK) ? Health.outOfService() : Health.up()).build();
	}

}
