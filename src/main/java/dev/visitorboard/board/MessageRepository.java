package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Repository;

/// Messages in [MessageId#SHARDS] partitions, so that no single one has to take every write.
@Repository
class MessageRepository {

	/// How long DynamoDB knows a request token.
	private static final Duration TOKEN_LASTS = Duration.ofMinutes(10);

	/// The rest allows for clocks that differ between instances.
	private static final Duration TOKEN_REMEMBERED = TOKEN_LASTS.plusMinutes(5);

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<MessageItem> table;

	private final AsyncTaskExecutor executor;

	private final Clock clock;

	MessageRepository(DynamoDbEnhancedClient client, BoardTable table, AsyncTaskExecutor executor, Clock clock) {
		this.client = client;
		this.table = table.as(MessageItem.SCHEMA);
		this.executor = executor;
		this.clock = clock;
	}

	/// Stores a post, or finds the message that the same key stored within the last ten
	/// minutes.
	/// @throws KeyReusedException when the key was used for other words
	Message store(Post post, PostKey key, String instance) {
		Message message = new Message(MessageId.at(this.clock.instant(), key.idBits()), post, instance);
		return BoardTable.answered(() -> {
			try {
				this.client.transactWriteItems(
						(transaction) -> transaction.clientRequestToken(key.token(this.table.tableName()))
							.addPutItem(this.table, new MessageItem(message, key.toString())));
				return message;
			}
			catch (IdempotentParameterMismatchException ex) {
				// Known, but not to be found: the first post is still under way.
				Message stored = storedUnder(key, message.id(), TOKEN_REMEMBERED).items()
					.stream()
					.findFirst()
					.map(MessageItem::message)
					.orElseThrow(() -> new StoreUnavailableException(ex));
				if (!stored.post().equals(post)) {
					throw new KeyReusedException();
				}
				return stored;
			}
		});
	}

	/// The message that was stored under this key within the last ten minutes. Looks no
	/// further than one page of 1 MB, so that a client that is refused cannot make each
	/// refusal dear.
	Optional<Message> stored(PostKey key) {
		MessageId now = MessageId.at(this.clock.instant(), key.idBits());
		return BoardTable.answered(() -> storedUnder(key, now, TOKEN_LASTS).stream()
			.findFirst()
			.flatMap((page) -> page.items().stream().findFirst())
			.map(MessageItem::message));
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
	/// one.
	/// @param before only messages older than this one; null for the newest
	/// @return at most `limit`, newest first over all shards
	List<Message> newest(@Nullable MessageId before, int limit) {
		List<CompletableFuture<List<Message>>> shards = IntStream.range(0, MessageId.SHARDS)
			.mapToObj((shard) -> this.executor
				.submitCompletable((Callable<List<Message>>) () -> shard(shard, before, limit)))
			.toList();
		return shards.stream()
			.flatMap((shard) -> joined(shard).stream())
			.sorted(Comparator.comparing(Message::id).reversed())
			.limit(limit)
			.toList();
	}

	private List<Message> shard(int shard, @Nullable MessageId before, int limit) {
		QueryConditional which = (before != null) ? QueryConditional.sortLessThan(key(shard, before))
				: QueryConditional.keyEqualTo(Key.builder().partitionValue(MessageItem.partition(shard)).build());
		return BoardTable.answered(() -> this.table
			.query((query) -> query.queryConditional(which).scanIndexForward(false).limit(limit).consistentRead(true))
			.stream()
			.findFirst()
			.stream()
			.flatMap((page) -> page.items().stream())
			.map(MessageItem::message)
			.toList());
	}

	Optional<Message> find(MessageId id) {
		Supplier<@Nullable MessageItem> read = () -> this.table
			.getItem((get) -> get.key(key(id.shard(), id)).consistentRead(true));
		return BoardTable.answered(() -> Optional.ofNullable(read.get())).map(MessageItem::message);
	}

	private static Key key(int shard, MessageId id) {
		return Key.builder().partitionValue(MessageItem.partition(shard)).sortValue(id.toString()).build();
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

}
