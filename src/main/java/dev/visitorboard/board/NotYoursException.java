package dev.visitorboard.board;

import dev.visitorboard.board.OwnMessages.Right;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// Somebody wants to delete a message that is not, or no longer, theirs to delete. Answered as 403.
public class NotYoursException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	NotYoursException(Right right) {
		super(HttpStatus.FORBIDDEN);
		setDetail(switch (right) {
			case TOO_LATE, GOOD -> "A message can be deleted for %d minutes after it was posted. That time is over."
				.formatted(OwnMessages.DELETABLE.toMinutes());
			case FORGED ->
				"The signature that the cookie %s holds for this message is not ours.".formatted(OwnMessages.COOKIE);
			case MISSING ->
				"Only who posted a message can delete it, with the cookie %s that the answer to the post set."
					.formatted(OwnMessages.COOKIE);
		});
	}

}
