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
import java.util.function.Function;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/// Reads the newest messages of several partitions, all at the same time.
///
/// @param executor reads one partition in each task
/// @param filter which items are read; null for all
record MessageQuery(DynamoDbTable<EnhancedDocument> table, AsyncTaskExecutor executor, List<String> partitions,
		@Nullable Expression filter) {

	/// How often a page reads on in a partition where too much of what it read cannot be
	/// shown: what an older version hid or deleted still lies there. Each time passes
	/// over 1 MB.
	private static final int MOST_FURTHER_QUERIES = 2;

	/// As [#MOST_FURTHER_QUERIES], where the keys are no ids, so that no cursor could
	/// lead on from there. Only a hand can have written them. What lies beyond is not
	/// shown.
	private static final int MOST_FURTHER_QUERIES_WITHOUT_CURSOR = 8;

	/// Reads all partitions at once.
	/// @param before only messages older than this one; null for the newest
	/// @return at most `limit`, newest first over all partitions
	Slice newest(@Nullable MessageId before, int limit) {
		List<Part> parts = parts(
				(partition) -> (before != null)
						? QueryConditional.sortLessThan(MessageItem.key(partition, before.toString()))
						: QueryConditional.keyEqualTo(Key.builder().partitionValue(partition).build()),
				false, limit + 1);
		// Beyond the place where one partition was left, others may hold more.
		Optional<MessageId> end = parts.stream()
			.flatMap((part) -> part.leftAt().stream())
			.max(Comparator.naturalOrder());
		// By id, since one that is being moved may be met in both its places.
		NavigableMap<MessageId, Message> newest = new TreeMap<>(Comparator.reverseOrder());
		parts.stream()
			.flatMap((part) -> part.messages().stream())
			.filter((message) -> end.isEmpty() || message.id().compareTo(end.get()) >= 0)
			.forEach((message) -> newest.putIfAbsent(message.id(), message));
		List<Message> first = newest.values().stream().limit(limit).toList();
		return new Slice(first, (newest.size() > limit) ? first.getLast().id() : end.orElse(null));
	}

	/// Reads all partitions at once, from a place in them to the newer ones.
	/// @return the `limit` messages that follow `after`, newest first; empty where no
	/// more than these are newer, since
	/// they are then among the newest of all
	Optional<Slice> newerThan(MessageId after, int limit) {
		List<Part> parts = parts(
				(partition) -> QueryConditional.sortGreaterThan(MessageItem.key(partition, after.toString())), true,
				limit + 1);
		// Beyond the place where one partition was left, others may hold more.
		Optional<MessageId> end = parts.stream()
			.flatMap((part) -> part.leftAt().stream())
			.min(Comparator.naturalOrder());
		NavigableMap<MessageId, Message> oldest = new TreeMap<>();
		parts.stream()
			.flatMap((part) -> part.messages().stream())
			.filter((message) -> end.isEmpty() || message.id().compareTo(end.get()) <= 0)
			.forEach((message) -> oldest.putIfAbsent(message.id(), message));
		if (oldest.isEmpty() || (oldest.size() <= limit && end.isEmpty())) {
			return Optional.empty();
		}
		List<Message> next = oldest.values().stream().limit(limit).toList().reversed();
		return Optional.of(new Slice(next, next.getLast().id()));
	}

	private List<Part> parts(Function<String, QueryConditional> which, boolean forward, int enough) {
		List<CompletableFuture<Part>> reads = this.partitions.stream()
			.map((partition) -> begun(() -> part(which.apply(partition), forward, enough)))
			.toList();
		return reads.stream().map(MessageQuery::joined).toList();
	}

	/// DynamoDB filters what `limit` let through, so a page may hold fewer. Where there
	/// is nothing to leave out, the first one is enough.
	private Part part(QueryConditional which, boolean forward, int enough) {
		QueryEnhancedRequest.Builder query = QueryEnhancedRequest.builder()
			.queryConditional(which)
			.filterExpression(this.filter)
			.scanIndexForward(forward)
			.consistentRead(true);
		return BoardTable.answered(() -> {
			List<Message> found = new ArrayList<>();
			Page<EnhancedDocument> page = firstPage(query.limit(enough));
			for (int further = 0;; further++) {
				page.items().forEach((item) -> new MessageItem(item).message().ifPresent(found::add));
				Map<String, AttributeValue> last = page.lastEvaluatedKey();
				if (last == null || found.size() >= enough) {
					return new Part(found, Optional.empty());
				}
				Optional<MessageId> leftAt = Optional.ofNullable(last.get(BoardTable.SORT_KEY))
					.flatMap((sort) -> MessageId.parse(sort.s()));
				if (further >= (leftAt.isPresent() ? MOST_FURTHER_QUERIES : MOST_FURTHER_QUERIES_WITHOUT_CURSOR)) {
					return new Part(found, leftAt);
				}
				page = firstPage(query.limit(null).exclusiveStartKey(last));
			}
		});
	}

	private Page<EnhancedDocument> firstPage(QueryEnhancedRequest.Builder query) {
		return this.table.query(query.build()).iterator().next();
	}

	private <T> CompletableFuture<T> begun(Callable<T> task) {
		try {
			return this.executor.submitCompletable(task);
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
	private record Part(List<Message> messages, Optional<MessageId> leftAt) {
	}

}
