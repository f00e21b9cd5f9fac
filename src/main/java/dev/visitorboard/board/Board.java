package dev.visitorboard.board;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// The messages, read at most once at a time for each place on the board, however many ask.
@Service
class Board {

	private final MessageRepository repository;

	private final PostRepository posts;

	private final Instance instance;

	private final SharedReads reads;

	private final BoardMetrics metrics;

	private final SharedRead<Slice> latest;

	/// Bounded, since a cursor is what a client makes of it.
	private final Cache<MessageId, SharedRead<Slice>> older = Caffeine.newBuilder()
		.maximumSize(200)
		.expireAfterAccess(Duration.ofMinutes(1))
		.build();

	Board(MessageRepository repository, PostRepository posts, Instance instance, SharedReads reads,
			BoardMetrics metrics) {
		this.repository = repository;
		this.posts = posts;
		this.instance = instance;
		this.reads = reads;
		this.metrics = metrics;
		this.latest = reads.current(() -> repository.newest(null, Slice.LONGEST));
	}

	/// @param cursor only messages older than this one; null for the newest
	/// @param age how old the answer may be; zero sees every message that was stored
	/// before this call
	/// @throws StoreUnavailableException when the table does not answer
	Slice slice(@Nullable MessageId cursor, Duration age) {
		return read(cursor).notOlderThan(age);
	}

	/// As [#slice], but with the latest that this instance has seen while the table
	/// does not answer.
	/// @throws StoreUnavailableException when it has seen none
	Reading<Slice> sliceOrLatest(@Nullable MessageId cursor, Duration age) {
		return read(cursor).orLatest(age);
	}

	private SharedRead<Slice> read(@Nullable MessageId cursor) {
		return (cursor != null) ? Objects.requireNonNull(this.older.get(cursor, this::readOlder)) : this.latest;
	}

	Optional<Message> message(MessageId id) {
		return this.repository.find(id);
	}

	/// @throws KeyReusedException when the key was used for other words
	/// @throws StoreUnavailableException when the table does not answer; the message
	/// may be stored all the same, and the same post again is safe
	Stored store(Post post, PostKey key) {
		try {
			Stored stored = this.posts.store(post, key, this.instance.id());
			this.metrics.stored();
			return stored;
		}
		catch (KeyReusedException ex) {
			this.metrics.refused();
			throw ex;
		}
		catch (StoreUnavailableException ex) {
			this.metrics.failed();
			throw ex;
		}
	}

	/// The message that was stored under this key within the last ten minutes.
	/// @throws StoreUnavailableException when the table does not answer
	Optional<Message> stored(PostKey key) {
		return this.posts.stored(key);
	}

	private SharedRead<Slice> readOlder(MessageId cursor) {
		return this.reads.older(() -> this.repository.newest(cursor, Slice.LONGEST));
	}

}
