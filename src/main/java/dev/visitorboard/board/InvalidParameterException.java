package dev.visitorboard.board;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// A parameter or header whose value has the wrong form. Answered as 400 with the rule it breaks.
class InvalidParameterException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	InvalidParameterException(String name, String rule) {
		super(HttpStatus.BAD_REQUEST);
		setDetail(name + " must be " + rule + ".");
	}

}
