package dev.visitorboard.board;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A message as an instructor sees it: also what nobody else does.
///
/// @param post null once its author has deleted it
record ModeratedMessage(MessageId id, @Nullable Post post, String instance, State state) {

	ModeratedMessage {
		if ((post == null) != (state == State.DELETED)) {
			throw new IllegalArgumentException("words are gone exactly when their author deleted them");
		}
	}

	Instant postedAt() {
		return this.id.time();
	}

	/// The message as everyone sees it; nothing when nobody does.
	Optional<Message> shown() {
		return (this.state == State.SHOWN) ? withWords() : Optional.empty();
	}

	/// The message with its words, hidden or not.
	Optional<Message> withWords() {
		return Optional.ofNullable(this.post).map((words) -> new Message(this.id, words, this.instance));
	}

	enum State {

		SHOWN,

		/// By an instructor, who can restore it.
		HIDDEN,

		/// By its author, for good.
		DELETED

	}

}
