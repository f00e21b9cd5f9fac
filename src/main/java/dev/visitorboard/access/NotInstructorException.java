package dev.visitorboard.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// The instructor's token is missing or wrong. Answered as 401.
final class NotInstructorException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	NotInstructorException(String detail) {
		super(HttpStatus.UNAUTHORIZED);
		setDetail(detail);
		getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
	}

}
