package dev.visitorboard.board;

import dev.visitorboard.access.ConditionalOnInstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/// What an instructor does on the board.
@Service
@ConditionalOnInstructor
class Moderation {

	private final MessageRepository messages;

	private final RemovalRepository removals;

	Moderation(MessageRepository messages, RemovalRepository removals) {
		this.messages = messages;
		this.removals = removals;
	}

	/// @param before only messages older than this one; null for the newest
	ModeratedSlice slice(@Nullable MessageId before) {
		return this.messages.newestOfAll(before, Slice.LONGEST);
	}

	/// Takes a message off every page within a second.
	void hide(String id) {
		requireFound(MessageId.parse(id).map(this.removals::hide).orElse(false));
	}

	/// Brings a hidden message back, within a second too.
	void restore(String id) {
		requireFound(MessageId.parse(id).map(this.removals::restore).orElse(false));
	}

	private static void requireFound(boolean found) {
		if (!found) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no message with this id to moderate.");
		}
	}

}
