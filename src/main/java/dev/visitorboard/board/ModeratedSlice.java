package dev.visitorboard.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// As [Slice], with what is hidden or deleted.
record ModeratedSlice(List<ModeratedMessage> messages, boolean older) {

	ModeratedSlice {
		messages = List.copyOf(messages);
	}

	@Nullable MessageId next() {
		return this.older ? this.messages.getLast().id() : null;
	}

}
