package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The visits by the hour, or by another step.
@RestController
class HistoryController {

	private final CountHistory history;

	private final Clock clock;

	HistoryController(CountHistory history, Clock clock) {
		this.history = history;
		this.clock = clock;
	}

	@GetMapping(path = "/count/history", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<HistoryJson> history(@RequestParam Optional<String> from, @RequestParam Optional<String> to,
			@RequestParam(defaultValue = "PT1H") String step) {
		HistoryRange range = HistoryRange.parse(from, to, step, this.clock.instant());
		return ResponseEntity.ok().body(HistoryJson.of(range, this.history.counts(range)));
	}

	/// The visits of all intervals add up to `countAtEnd` less `countAtStart`.
	record HistoryJson(Instant from, Instant to, Duration step, long countAtStart, long countAtEnd,
			List<Interval> intervals) {

		static HistoryJson of(HistoryRange range, List<Long> counts) {
			return new HistoryJson(range.from(), range.to(), range.step(), counts.getFirst(), counts.getLast(),
					Interval.between(range.edges(), counts));
		}

	}

}
