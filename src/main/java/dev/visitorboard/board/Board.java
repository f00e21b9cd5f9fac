package dev.visitorboard.board;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visitorboard.access.RateLimit;
import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// What one can do with messages. Readers share their reads: of each part of the board at most one is under way. Every
/// call may throw [StoreUnavailableException], when the table does not answer.
@Service
public class Board {

	private final MessageRepository repository;

	private final Instance instance;

	private final RateLimit rateLimit;

	private final PostSettings settings;

	private final SharedReadFactory reads;

	private final SharedRead<Slice> newest;

	/// Bounded, since clients can make up any number of cursors.
	private final Cache<MessageId, SharedRead<Slice>> older = bounded();

	private final Cache<MessageId, SharedRead<Optional<Slice>>> newer = bounded();

	private final Counter stored;

	private final Counter refused;

	private final Counter failed;

	Board(MessageRepository repository, Instance instance, RateLimit rateLimit, PostSettings settings,
			SharedReadFactory reads, MeterRegistry meters) {
		this.repository = repository;
		this.instance = instance;
		this.rateLimit = rateLimit;
		this.settings = settings;
		this.reads = reads;
		this.newest = reads.current(() -> repository.newest(null, Slice.MOST));
		this.stored = posts("stored", meters);
		this.refused = posts("refused", meters);
		this.failed = posts("failed", meters);
	}

	private static <T> Cache<MessageId, T> bounded() {
		return Caffeine.newBuilder().maximumSize(200).expireAfterAccess(Duration.ofMinutes(1)).build();
	}

	private static Counter posts(String outcome, MeterRegistry meters) {
		return Counter.builder("board.posts")
			.description("Posts that were fit for the board, by what became of them")
			.tag("outcome", outcome)
			.register(meters);
	}

	/// Every message that was stored before this call.
	/// @param before only messages older than this one; null for the newest
	public Slice messages(@Nullable MessageId before) {
		return read(before).notOlderThan(Duration.ZERO);
	}

	/// As [#messages], but up to `age` old, and while the table does not answer the
	/// latest that this instance has seen.
	/// @throws StoreUnavailableException when it has seen none
	public Reading<Slice> messagesOrLatest(@Nullable MessageId before, Duration age) {
		return read(before).orLatest(age);
	}

	/// The messages that follow `after` in time, as old as [#messagesOrLatest] has them;
	/// empty where the newest ones are all that follow.
	/// @throws StoreUnavailableException when this instance has seen none of them
	public Reading<Optional<Slice>> newerOrLatest(MessageId after, Duration age) {
		return Objects
			.requireNonNull(this.newer.get(after,
					(place) -> this.reads.older(() -> this.repository.newerThan(place, Slice.MOST))))
			.orLatest(age);
	}

	/// As [#messages], with those that are hidden or deleted.
	public Slice allMessages(@Nullable MessageId before) {
		return this.repository.newestOfAll(before, Slice.MOST);
	}

	/// Empty when the message is hidden or deleted.
	public Optional<Message> find(MessageId id) {
		return this.repository.find(id);
	}

	/// Stores a post, or finds the message that the same post has become already. If the
	/// table does not answer, the message may be stored all the same, and it is safe to
	/// send the post again.
	/// @throws RateLimitExceededException when the address has posted enough in this
	/// minute, and this post is new
	/// @throws KeyReusedException when the key was used for other words
	public PostResult post(Post post, IdempotencyKey key, String address) {
		try {
			takeOne(address);
		}
		catch (RateLimitExceededException ex) {
			// A double click or a retry gets the first answer again.
			return this.repository.findByKey(key)
				.filter((message) -> message.post().equals(post))
				.map((message) -> new PostResult(message, false))
				.orElseThrow(() -> ex);
		}
		return store(post, key);
	}

	private void takeOne(String address) {
		if (this.settings.perMinute() > 0) {
			this.rateLimit.take("posts", address, this.settings.perMinute());
		}
	}

	private PostResult store(Post post, IdempotencyKey key) {
		try {
			PostResult result = this.repository.store(post, key, this.instance.id());
			this.stored.increment();
			return result;
		}
		catch (KeyReusedException ex) {
			this.refused.increment();
			throw ex;
		}
		catch (StoreUnavailableException ex) {
			this.failed.increment();
			throw ex;
		}
	}

	/// For good. May be repeated, as may [#hide] and [#restore].
	/// @return whether there is such a message
	public boolean delete(MessageId id) {
		return this.repository.delete(id);
	}

	/// Takes a message off every page within a second, until it is restored.
	/// @return whether there is such a message
	public boolean hide(MessageId id) {
		return this.repository.hide(id);
	}

	/// Brings a hidden message back, within a second too.
	/// @return whether there is such a message
	public boolean restore(MessageId id) {
		return this.repository.restore(id);
	}

	private SharedRead<Slice> read(@Nullable MessageId before) {
		return (before == null) ? this.newest : Objects.requireNonNull(this.older.get(before, this::readOlder));
	}

	private SharedRead<Slice> readOlder(MessageId before) {
		return this.reads.older(() -> this.repository.newest(before, Slice.MOST));
	}

}
