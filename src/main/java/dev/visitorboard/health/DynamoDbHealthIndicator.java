package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// The table's part of `/actuator/health`. Not in the readiness group: an Auto Scaling Group would otherwise replace
/// every instance for a fault that replacement cannot mend.
@Component
class DynamoDbHealthIndicator implements HealthIndicator {

	/// However many ask, the table is read at most once in this time.
	static final Duration READ_EVERY = Duration.ofSeconds(1);

	private final VisitorCounter counter;

	DynamoDbHealthIndicator(VisitorCounter counter) {
		this.counter = counter;
	}

	@Override
	public Health health() {
		try {
			this.counter.total(READ_EVERY);
			return Health.up().build();
		}
		catch (StoreUnavailableException _) {
			return Health.down().build();
		}
	}

}
