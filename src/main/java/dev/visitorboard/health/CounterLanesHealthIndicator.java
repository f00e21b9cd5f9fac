package dev.visitorboard.health;

import dev.visitorboard.counter.VisitorCounter;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Part of liveness, and of readiness, by which an Auto Scaling Group replaces: an instance that can never count again.
@Component
class CounterLanesHealthIndicator implements HealthIndicator {

	private final VisitorCounter counter;

	CounterLanesHealthIndicator(VisitorCounter counter) {
		this.counter = counter;
	}

	@Override
	public Health health() {
		return (this.counter.isAlive() ? Health.up() : Health.down()).build();
	}

}
