package dev.visitorboard.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// A parameter or header of a request whose value has the wrong form. Answered as 400 with the rule it breaks.
public final class InvalidParameterException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	/// Refuses a value.
	/// @param rule completes the sentence that begins with `name must be`
	public InvalidParameterException(String name, String rule) {
		super(HttpStatus.BAD_REQUEST);
		setDetail(name + " must be " + rule + ".");
	}

}
