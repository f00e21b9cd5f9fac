package dev.visitorboard.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// As [Slice], with what is hidden or deleted.
record ModeratedSlice(List<ModeratedMessage> messages, @Nullable MessageId next) {

	ModeratedSlice {
		messages = List.copyOf(messages);
	}

}
