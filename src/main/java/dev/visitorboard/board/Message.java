package dev.visitorboard.board;

import java.time.Instant;

/// A message on the board.
///
/// @param instance the id of the instance that took it
record Message(MessageId id, Post post, String instance) {

	Instant postedAt() {
		return this.id.time();
	}

}
