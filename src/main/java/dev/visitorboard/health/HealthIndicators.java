package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.startup.TableCheck;
import dev.visitorboard.web.RequestSlots;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The board's parts of `/actuator/health`; `application.yaml` says which of them readiness and liveness are made of.
@Configuration(proxyBeanMethods = false)
class HealthIndicators {

	private static final Duration STUCK = Duration.ofSeconds(10);

	/// An instance that can never count again is to be replaced.
	@Bean
	HealthIndicator counterLanesHealthIndicator(VisitorCounter counter) {
		return () -> (counter.isAlive() ? Health.up() : Health.down()).build();
	}

	/// An instance whose requests all hang is to be replaced, one that is merely busy is
	/// not.
	@Bean
	HealthIndicator requestSlotsHealthIndicator(RequestSlots slots) {
		return () -> (slots.stuckFor(STUCK) ? Health.outOfService() : Health.up()).build();
	}

	/// Waits for the table to have served once, and says nothing about it from then on.
	/// Not a change of the readiness state: Spring Boot sets that itself at the end of a
	/// start and at the beginning of a stop.
	@Bean
	HealthIndicator tableReadHealthIndicator(TableCheck check) {
		return () -> (check.hasSucceeded() ? Health.up() : Health.outOfService()).build();
	}

	/// Not part of readiness: an Auto Scaling Group would replace every instance for a
	/// fault that replacement cannot mend.
	@Bean
	HealthIndicator dynamoDbHealthIndicator(TableHealth table) {
		return () -> (table.count().isPresent() ? Health.up() : Health.down()).build();
	}

}
