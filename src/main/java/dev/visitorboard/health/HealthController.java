package dev.visitorboard.health;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/health`, for people and scripts. Says nothing that an attacker could use.
@RestController
class HealthController {

	private final TableHealth table;

	private final Instance instance;

	private final Clock clock;

	HealthController(TableHealth table, Instance instance, Clock clock) {
		this.table = table;
		this.instance = instance;
		this.clock = clock;
	}

	@GetMapping("/health")
	ResponseEntity<Report> health() {
		OptionalLong count = this.table.count();
		return count.isPresent() ? answer(HttpStatus.OK, "healthy", "connected", count.getAsLong())
				: answer(HttpStatus.SERVICE_UNAVAILABLE, "unhealthy", "disconnected", null);
	}

	private ResponseEntity<Report> answer(HttpStatus status, String word, String database, @Nullable Long count) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return ResponseEntity.status(status)
			.body(new Report(word, "visitor-board", this.instance.id(), database, count, now));
	}

	/// @param count left out while the table does not answer
	record Report(String status, String service, String instanceId, String database,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count, Instant timestamp) {
	}

}
