package dev.visitorboard.counter;

import java.time.Duration;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// The counter for other sites and scripts: open to every origin, without credentials.
@RestController
@RequestMapping("/count")
@CrossOrigin(methods = { RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST })
class CountController {

	private final VisitorCounter counter;

	CountController(VisitorCounter counter) {
		this.counter = counter;
	}

	@GetMapping
	ResponseEntity<Count> total() {
		return uncached(this.counter.total(Duration.ZERO));
	}

	@PostMapping
	ResponseEntity<Count> count() {
		return uncached(this.counter.count());
	}

	private static ResponseEntity<Count> uncached(long count) {
		return ResponseEntity.ok().body(new Count(count));
	}

	record Count(long count) {
	}

}
