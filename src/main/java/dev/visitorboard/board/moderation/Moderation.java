package dev.visitorboard.board.moderation;

import dev.visitorboard.access.ConditionalOnInstructor;
import dev.visitorboard.board.Board;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/// What an instructor does on the board.
@Service
@ConditionalOnInstructor
class Moderation {

	private final Board board;

	Moderation(Board board) {
		this.board = board;
	}

	/// @param before only messages older than this one; null for the newest
	Slice slice(@Nullable MessageId before) {
		return this.board.allMessages(before);
	}

	/// Takes a message off every page within a second.
	void hide(String id) {
		requireFound(MessageId.parse(id).map(this.board::hide).orElse(false));
	}

	/// Hides what is shown of one page's messages under a name. The board knows no
	/// senders, so this goes by the name as it was written.
	/// @param before as of [#slice]
	void hideAll(String name, @Nullable MessageId before) {
		slice(before).messages()
			.stream()
			.filter((message) -> message.state() == Message.State.SHOWN && name.equals(message.name()))
			.forEach((message) -> this.board.hide(message.id()));
	}

	/// Brings a hidden message back, within a second too.
	void restore(String id) {
		requireFound(MessageId.parse(id).map(this.board::restore).orElse(false));
	}

	private static void requireFound(boolean found) {
		if (!found) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no message with this id to moderate.");
		}
	}

}
