package dev.visitorboard.dynamodb;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// DynamoDB did not answer in time or refused. A write may or may not have happened. Answered as 503 with
/// `Retry-After: 1`.
public final class StoreUnavailableException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	public StoreUnavailableException(Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, cause);
		setDetail("The board's table does not answer. Try again in a moment.");
		getHeaders().set("Retry-After", "1");
	}

}
