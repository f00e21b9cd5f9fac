package dev.visitorboard.board;

import dev.visitorboard.access.RateLimit;
import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// Takes posts, from each address as many in a minute as the settings allow.
@Service
class Posting {

	private static final String KIND = "posts";

	private final Board board;

	private final RateLimit allowance;

	private final PostingSettings settings;

	Posting(Board board, RateLimit allowance, PostingSettings settings) {
		this.board = board;
		this.allowance = allowance;
		this.settings = settings;
	}

	/// Stores a post, or finds the message that it has become already.
	/// @throws RateLimitExceededException when the address has posted enough in this
	/// minute, and this post is new
	/// @throws KeyReusedException when the key was used for other words
	/// @throws StoreUnavailableException when the table does not answer; the message
	/// may be stored all the same, and the same post again is safe
	Stored post(Post post, PostKey key, String address) {
		try {
			takeOne(address);
		}
		catch (RateLimitExceededException ex) {
			// A double click or a retry is answered as the first was.
			return this.board.stored(key)
				.filter((message) -> message.post().equals(post))
				.map((message) -> new Stored(message, false))
				.orElseThrow(() -> ex);
		}
		return this.board.store(post, key);
	}

	private void takeOne(String address) {
		if (this.settings.perMinute() > 0) {
			this.allowance.take(KIND, address, this.settings.perMinute());
		}
	}

}
