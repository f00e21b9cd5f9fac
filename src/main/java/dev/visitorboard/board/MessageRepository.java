package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Repository;

/// Messages in [MessageId#SHARDS] partitions, so that no single one has to take every write.
@Repository
class MessageRepository {

	/// How long DynamoDB knows a request token.
	private static final Duration TOKEN_LASTS = Duration.ofMinutes(10);

	/// The rest allows for clocks that differ between instances.
	private static final Duration TOKEN_REMEMBERED = TOKEN_LASTS.plusMinutes(5);

	/// One for the post, one for the same after it was deleted, one for who did that at
	/// the same moment.
	private static final int MOST_TRIES = 3;

	private static final Expression SHOWN = Expression.builder()
		.expression("attribute_not_exists(#hidden) AND attribute_not_exists(#deleted)")
		.expressionNames(Map.of("#hidden", MessageItem.HIDDEN_AT, "#deleted", MessageItem.DELETED_AT))
		.build();

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<MessageItem> table;

	private final AsyncTaskExecutor parts;

	private final AsyncTaskExecutor olderParts;

	private final Clock clock;

	MessageRepository(DynamoDbEnhancedClient client, BoardTable table,
			@Qualifier("currentReadParts") AsyncTaskExecutor parts,
			@Qualifier("olderReadParts") AsyncTaskExecutor olderParts, Clock clock) {
		this.client = client;
		this.table = table.as(MessageItem.SCHEMA);
		this.parts = parts;
		this.olderParts = olderParts;
		this.clock = clock;
	}

	/// Stores a post, or finds the message that the same key stored within the last ten
	/// minutes. What its author has deleted since is not found but stored anew.
	/// @throws KeyReusedException when the key was used for other words
	Message store(Post post, PostKey key, String instance) {
		return BoardTable.answered(() -> {
			PostKey unused = key;
			for (int tries = 1;; tries++) {
				Message message = new Message(MessageId.at(this.clock.instant(), unused.idBits()), post, instance);
				try {
					put(message, key, unused);
					return message;
				}
				catch (IdempotentParameterMismatchException ex) {
					Earlier earlier = Earlier.of(storedUnder(key, message.id(), TOKEN_REMEMBERED).items());
					if (earlier.message().isPresent()) {
						return same(post, earlier.message().get());
					}
					// Known, but not to be found: another post of the key is under way.
					if (earlier.deleted().isEmpty() || tries == MOST_TRIES) {
						throw new StoreUnavailableException(ex);
					}
					unused = key.after(earlier.deleted());
				}
			}
		});
	}

	/// @param unused the key whose token is sent; whichever it is, the message is found
	/// by the first one
	private void put(Message message, PostKey key, PostKey unused) {
		this.client
			.transactWriteItems((transaction) -> transaction.clientRequestToken(unused.token(this.table.tableName()))
				.addPutItem(this.table, MessageItem.of(message, key)));
	}

	private static Message same(Post post, Message stored) {
		if (!stored.post().equals(post)) {
			throw new KeyReusedException();
		}
		return stored;
	}

	/// The message that was stored under this key within the last ten minutes. Looks no
	/// further than one page of 1 MB, so that a client that is refused cannot make each
	/// refusal dear.
	Optional<Message> stored(PostKey key) {
		MessageId now = MessageId.at(this.clock.instant(), key.idBits());
		return BoardTable.answered(() -> storedUnder(key, now, TOKEN_LASTS).stream()
			.findFirst()
			.flatMap((page) -> Earlier.of(page.items()).message()));
	}

	private PageIterable<MessageItem> storedUnder(PostKey key, MessageId now, Duration within) {
		Instant earliest = now.time().minus(within);
		Instant latest = now.time().plus(TOKEN_REMEMBERED);
		Expression sameKey = Expression.builder()
			.expression("#key = :key")
			.expressionNames(Map.of("#key", MessageItem.POST_KEY))
			.expressionValues(Map.of(":key", AttributeValue.fromS(key.toString())))
			.build();
		return this.table.query((query) -> query
			.queryConditional(QueryConditional.sortBetween(key(now.shard(), MessageId.lowestAt(earliest)),
					key(now.shard(), MessageId.lowestAt(latest))))
			.filterExpression(sameKey)
			.scanIndexForward(false)
			.consistentRead(true));
	}

	/// The newest messages over all shards, or the newest of those before a certain
	/// one, without those that are hidden or deleted.
	/// @param before only messages older than this one; null for the newest
	/// @return at most `limit`, newest first over all shards
	List<Message> newest(@Nullable MessageId before, int limit) {
		return items(before, limit, SHOWN, (before != null) ? this.olderParts : this.parts).stream()
			.flatMap((message) -> message.shown().stream())
			.toList();
	}

	/// As [#newest], with those that are hidden or deleted.
	List<ModeratedMessage> newestOfAll(@Nullable MessageId before, int limit) {
		return items(before, limit, null, this.olderParts);
	}

	private List<ModeratedMessage> items(@Nullable MessageId before, int limit, @Nullable Expression filter,
			AsyncTaskExecutor parts) {
		List<CompletableFuture<List<ModeratedMessage>>> shards = IntStream.range(0, MessageId.SHARDS)
			.mapToObj((shard) -> begun(parts, () -> shard(shard, before, limit, filter)))
			.toList();
		return shards.stream()
			.flatMap((shard) -> joined(shard).stream())
			.sorted(Comparator.comparing(ModeratedMessage::id).reversed())
			.limit(limit)
			.toList();
	}

	/// DynamoDB filters what `limit` let through, so a page may hold less; with nothing
	/// to filter the first one is enough.
	private List<ModeratedMessage> shard(int shard, @Nullable MessageId before, int limit,
			@Nullable Expression filter) {
		QueryConditional which = (before != null) ? QueryConditional.sortLessThan(key(shard, before))
				: QueryConditional.keyEqualTo(Key.builder().partitionValue(MessageItem.partition(shard)).build());
		return BoardTable.answered(() -> {
			List<ModeratedMessage> found = new ArrayList<>();
			for (Page<MessageItem> page : this.table.query((query) -> query.queryConditional(which)
				.filterExpression(filter)
				.scanIndexForward(false)
				.limit(limit)
				.consistentRead(true))) {
				page.items().forEach((item) -> found.add(item.message()));
				if (found.size() >= limit) {
					break;
				}
			}
			return found;
		});
	}

	/// Nothing when the message is hidden or deleted.
	Optional<Message> find(MessageId id) {
		Supplier<@Nullable MessageItem> read = () -> this.table
			.getItem((get) -> get.key(key(id.shard(), id)).consistentRead(true));
		return BoardTable.answered(() -> Optional.ofNullable(read.get())).flatMap((item) -> item.message().shown());
	}

	private static Key key(int shard, MessageId id) {
		return Key.builder().partitionValue(MessageItem.partition(shard)).sortValue(id.toString()).build();
	}

	private static <T> CompletableFuture<T> begun(AsyncTaskExecutor parts, Callable<T> part) {
		try {
			return parts.submitCompletable(part);
		}
		catch (TaskRejectedException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	private static <T> T joined(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw ex;
		}
	}

	/// What a key led to before.
	///
	/// @param message what is still there
	/// @param deleted what was, where nothing is
	private record Earlier(Optional<Message> message, List<MessageId> deleted) {

		static Earlier of(Iterable<MessageItem> newestFirst) {
			List<MessageId> deleted = new ArrayList<>();
			for (MessageItem item : newestFirst) {
				Optional<Message> message = item.message().withWords();
				if (message.isPresent()) {
					return new Earlier(message, List.of());
				}
				deleted.add(item.message().id());
			}
			return new Earlier(Optional.empty(), List.copyOf(deleted));
		}

	}

}
