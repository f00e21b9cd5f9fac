package dev.visitorboard.board;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Consecutive messages, newest first.
///
/// @param older whether there are messages older than these
record Slice(List<Message> messages, boolean older) {

	static final int LONGEST = 50;

	Slice {
		messages = List.copyOf(messages);
	}

	/// The first `limit` of these.
	Slice first(int limit) {
		return (limit >= this.messages.size()) ? this : new Slice(this.messages.subList(0, limit), true);
	}

	/// The cursor that older messages are asked for with; null at the end of the board.
	@Nullable MessageId next() {
		return this.older ? this.messages.getLast().id() : null;
	}

	Optional<Message> withId(MessageId id) {
		return this.messages.stream().filter((message) -> message.id().equals(id)).findFirst();
	}

}
