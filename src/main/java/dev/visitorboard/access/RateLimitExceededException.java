package dev.visitorboard.access;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// An address has done too much within a minute. Answered as 429 with `Retry-After`, the seconds until the next minute.
public final class RateLimitExceededException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	RateLimitExceededException(Duration untilNextMinute) {
		super(HttpStatus.TOO_MANY_REQUESTS);
		// Rounded up: a client that comes back to the second is not early.
		long seconds = Math.max(1, untilNextMinute.plusNanos(999_999_999).toSeconds());
		setDetail("That was too often within one minute from this address. Try again in %d s.".formatted(seconds));
		getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
	}

}
