package dev.visitorboard.board.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// A form that did not come from our page as a person has it. Sent once more from the page that answers it, it is
/// taken, since a person's browser may have done this.
final class RefusedFormException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private final String noticeKey;

	/// @param noticeKey in the message bundles: what to tell the visitor
	RefusedFormException(String noticeKey) {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		this.noticeKey = noticeKey;
	}

	String noticeKey() {
		return this.noticeKey;
	}

}
