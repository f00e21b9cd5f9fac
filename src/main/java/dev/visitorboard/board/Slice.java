package dev.visitorboard.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Consecutive messages, newest first.
///
/// @param next the cursor that older messages are asked for with, which may be further on than the last of these; null
/// at the end of the board
record Slice(List<Message> messages, @Nullable MessageId next) {

	static final int LONGEST = 50;

	Slice {
		messages = List.copyOf(messages);
	}

	/// The first `limit` of these.
	Slice first(int limit) {
		return (limit >= this.messages.size()) ? this
				: new Slice(this.messages.subList(0, limit), this.messages.get(limit - 1).id());
	}

}
