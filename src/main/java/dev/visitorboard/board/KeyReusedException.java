package dev.visitorboard.board;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// The `Idempotency-Key` was used for another message within the last ten minutes.
class KeyReusedException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	KeyReusedException() {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		setDetail("This Idempotency-Key was used for another message within the last ten minutes. "
				+ "Send a key of its own with each message.");
	}

}
