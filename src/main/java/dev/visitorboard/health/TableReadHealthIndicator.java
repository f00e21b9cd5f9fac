package dev.visitorboard.health;

import dev.visitorboard.startup.TableCheck;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// The part of readiness that waits for the table to have served once, and says nothing about it from then on.
///
/// Not a change of the readiness state: Spring Boot sets that to accepting when the start is over, whatever was
/// published before, and to refusing when a stop begins, which the end of a check must not undo.
@Component
class TableReadHealthIndicator implements HealthIndicator {

	private final TableCheck check;

	TableReadHealthIndicator(TableCheck check) {
		this.check = check;
	}

	@Override
	public Health health() {
		return this.check.hasSucceeded() ? Health.up().build() : Health.outOfService().build();
	}

}
