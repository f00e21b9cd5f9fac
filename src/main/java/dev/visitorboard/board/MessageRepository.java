package dev.visitorboard.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Repository;

/// Reads messages from [MessageId#SHARDS] partitions, so that no single one has to take every write.
@Repository
class MessageRepository {

	/// How often a page reads on in a partition where too much of what it read cannot be
	/// shown: what an older version hid or deleted, which lies there still. Each time
	/// passes over 1 MB.
	private static final int MOST_FURTHER_QUERIES = 2;

	/// As [#MOST_FURTHER_QUERIES], where keys that are no ids leave no cursor to stop at.
	/// Beyond so many of them, which only a hand can have written, nothing is shown.
	private static final int MOST_FURTHER_QUERIES_WITHOUT_CURSOR = 8;

	private static final Expression SHOWN = Expression.builder()
		.expression("attribute_not_exists(#hidden) AND attribute_not_exists(#deleted)")
		.expressionNames(Map.of("#hidden", MessageItem.HIDDEN_AT, "#deleted", MessageItem.DELETED_AT))
		.build();

	private final DynamoDbTable<MessageItem> table;

	private final AsyncTaskExecutor parts;

	private final AsyncTaskExecutor olderParts;

	MessageRepository(BoardTable table, @Qualifier("currentReadParts") AsyncTaskExecutor parts,
			@Qualifier("olderReadParts") AsyncTaskExecutor olderParts) {
		this.table = table.as(MessageItem.SCHEMA);
		this.parts = parts;
		this.olderParts = olderParts;
	}

	/// The newest messages over all shards, or the newest of those before a certain
	/// one, without those that are hidden or deleted.
	/// @param before only messages older than this one; null for the newest
	/// @return at most `limit`, newest first over all shards
	Slice newest(@Nullable MessageId before, int limit) {
		ModeratedSlice slice = slice(MessageItem.boards(), before, limit, SHOWN,
				(before != null) ? this.olderParts : this.parts);
		return new Slice(slice.messages().stream().flatMap((message) -> message.shown().stream()).toList(),
				slice.next());
	}

	/// As [#newest], with those that are hidden or deleted.
	ModeratedSlice newestOfAll(@Nullable MessageId before, int limit) {
		return slice(Stream.of(MessageItem.boards(), MessageItem.allGone()).flatMap(List::stream).toList(), before,
				limit, null, this.olderParts);
	}

	private ModeratedSlice slice(List<String> partitions, @Nullable MessageId before, int limit,
			@Nullable Expression filter, AsyncTaskExecutor executor) {
		List<CompletableFuture<Part>> reads = partitions.stream()
			.map((partition) -> begun(executor, () -> part(partition, before, limit + 1, filter)))
			.toList();
		List<Part> parts = reads.stream().map(MessageRepository::joined).toList();
		// Beyond the place where one partition was left, others may hold more.
		Optional<MessageId> end = parts.stream()
			.flatMap((part) -> part.leftAt().stream())
			.max(Comparator.naturalOrder());
		// By id, since one that is being moved may be met in both its places.
		NavigableMap<MessageId, ModeratedMessage> newest = new TreeMap<>(Comparator.reverseOrder());
		parts.stream()
			.flatMap((part) -> part.messages().stream())
			.filter((message) -> end.isEmpty() || message.id().compareTo(end.get()) >= 0)
			.forEach((message) -> newest.putIfAbsent(message.id(), message));
		List<ModeratedMessage> first = newest.values().stream().limit(limit).toList();
		return new ModeratedSlice(first, (newest.size() > limit) ? first.getLast().id() : end.orElse(null));
	}

	/// DynamoDB filters what `limit` let through, so a page may hold less; with nothing
	/// to leave out the first one is enough.
	private Part part(String partition, @Nullable MessageId before, int enough, @Nullable Expression filter) {
		QueryConditional which = (before != null)
				? QueryConditional.sortLessThan(MessageItem.key(partition, before.toString()))
				: QueryConditional.keyEqualTo(Key.builder().partitionValue(partition).build());
		QueryEnhancedRequest.Builder query = QueryEnhancedRequest.builder()
			.queryConditional(which)
			.filterExpression(filter)
			.scanIndexForward(false)
			.consistentRead(true);
		return BoardTable.answered(() -> {
			List<ModeratedMessage> found = new ArrayList<>();
			Page<MessageItem> page = firstPage(query.limit(enough));
			for (int further = 0;; further++) {
				page.items().forEach((item) -> item.message().ifPresent(found::add));
				Map<String, AttributeValue> last = page.lastEvaluatedKey();
				if (last == null || found.size() >= enough) {
					return new Part(found, Optional.empty());
				}
				// Only what is a message's id can be a cursor.
				Optional<MessageId> leftAt = Optional.ofNullable(last.get(BoardTable.SORT_KEY))
					.flatMap((sort) -> MessageId.parse(sort.s()));
				if (further >= (leftAt.isPresent() ? MOST_FURTHER_QUERIES : MOST_FURTHER_QUERIES_WITHOUT_CURSOR)) {
					return new Part(found, leftAt);
				}
				page = firstPage(query.limit(null).exclusiveStartKey(last));
			}
		});
	}

	private Page<MessageItem> firstPage(QueryEnhancedRequest.Builder query) {
		return this.table.query(query.build()).iterator().next();
	}

	/// Nothing when the message is hidden or deleted.
	Optional<Message> find(MessageId id) {
		Supplier<@Nullable MessageItem> read = () -> this.table.getItem(
				(get) -> get.key(MessageItem.key(MessageItem.board(id.shard()), id.toString())).consistentRead(true));
		return BoardTable.answered(() -> Optional.ofNullable(read.get()))
			.flatMap(MessageItem::message)
			.flatMap(ModeratedMessage::shown);
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

	/// What a partition holds.
	///
	/// @param leftAt the last place that was looked at, where that was not enough and
	/// there is more
	private record Part(List<ModeratedMessage> messages, Optional<MessageId> leftAt) {
	}

}
