package dev.visitorboard.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// The table's part of `/actuator/health`. Not in the readiness group: an Auto Scaling Group would otherwise replace
/// every instance for a fault that replacement cannot mend.
@Component
class DynamoDbHealthIndicator implements HealthIndicator {

	private final TableHealth table;

	DynamoDbHealthIndicator(TableHealth table) {
		this.table = table;
	}

	@Override
	public Health health() {
		return (this.table.count().isPresent() ? Health.up() : Health.down()).build();
	}

}
