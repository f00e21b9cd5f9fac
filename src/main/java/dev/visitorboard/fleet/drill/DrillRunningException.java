package dev.visitorboard.fleet.drill;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// A drill was to be started while one runs. Answered as 409, so that nobody replaces a colleague's by accident.
final class DrillRunningException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	DrillRunningException() {
		super(HttpStatus.CONFLICT);
		setDetail("A drill is running. End it first, with DELETE /fleet/drill.");
	}

}
