package dev.visitorboard.health;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/health`, for people and scripts. Says nothing that an attacker could use.
@RestController
class HealthController {

	private final VisitorCounter counter;

	private final Instance instance;

	private final Clock clock;

	HealthController(VisitorCounter counter, Instance instance, Clock clock) {
		this.counter = counter;
		this.instance = instance;
		this.clock = clock;
	}

	@GetMapping("/health")
	ResponseEntity<Report> health() {
		try {
			long count = this.counter.total(DynamoDbHealthIndicator.READ_EVERY);
			return answer(HttpStatus.OK, "healthy", "connected", count);
		}
		catch (StoreUnavailableException _) {
			return answer(HttpStatus.SERVICE_UNAVAILABLE, "unhealthy", "disconnected", null);
		}
	}

	private ResponseEntity<Report> answer(HttpStatus status, String word, String database, @Nullable Long count) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return ResponseEntity.status(status)
			.cacheControl(CacheControl.noStore())
			.body(new Report(word, "visitor-board", this.instance.id(), database, count, now));
	}

	/// @param count left out while the table does not answer
	record Report(String status, String service, String instanceId, String database,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count, Instant timestamp) {
	}

}
