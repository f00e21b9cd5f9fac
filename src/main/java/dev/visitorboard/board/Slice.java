package dev.visitorboard.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Consecutive messages, newest first.
///
/// @param next the cursor for older messages, which may lie beyond the last of these; null at the end of the board
public record Slice(List<Message> messages, @Nullable MessageId next) {

	public static final int MOST = 50;

	public static final Slice EMPTY = new Slice(List.of(), null);

	public Slice {
		messages = List.copyOf(messages);
	}

	/// The first `limit` of these.
	public Slice first(int limit) {
		return (limit >= this.messages.size()) ? this
				: new Slice(this.messages.subList(0, limit), this.messages.get(limit - 1).id());
	}

}
