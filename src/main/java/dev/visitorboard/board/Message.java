package dev.visitorboard.board;

import java.time.Instant;

import dev.visitorboard.instance.Face;
import org.jspecify.annotations.Nullable;

/// A message that somebody posted.
///
/// @param post the words; [Post#GONE] once the author deleted the message
/// @param instance the id of the instance that took it
public record Message(MessageId id, Post post, String instance, State state) {

	public Message {
		if (post.equals(Post.GONE) != (state == State.DELETED)) {
			throw new IllegalArgumentException("a message loses its words when its author deletes it, and only then");
		}
	}

	public Instant postedAt() {
		return this.id.time();
	}

	public String text() {
		return this.post.text();
	}

	public @Nullable String name() {
		return this.post.name();
	}

	/// Of the instance that took it.
	public Face face() {
		return new Face(this.instance);
	}

	/// Who sees a message.
	public enum State {

		SHOWN,

		/// By an instructor, who can restore it.
		HIDDEN,

		/// By its author, for good.
		DELETED

	}

}
