package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.visitorboard.board.Message.State;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Repository;

/// Stores, finds, lists, hides, restores and deletes messages. They lie in [MessageId#SHARDS] partitions, so that no
/// single one has to take every write.
@Repository
class MessageRepository {

	/// How long DynamoDB knows a request token.
	private static final Duration TOKEN_LASTS = Duration.ofMinutes(10);

	/// The rest allows for clocks that differ between instances.
	private static final Duration TOKEN_REMEMBERED = TOKEN_LASTS.plusMinutes(5);

	/// One for the post, one for the same post after its message was deleted, one in case
	/// another post did that at the same moment.
	private static final int MOST_STORE_TRIES = 3;

	/// Of a change that others come before.
	private static final int MOST_CHANGE_TRIES = 5;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<EnhancedDocument> table;

	private final Clock clock;

	private final AsyncTaskExecutor parts;

	private final AsyncTaskExecutor olderParts;

	MessageRepository(DynamoDbEnhancedClient client, BoardTable table, Clock clock,
			@Qualifier("currentReadParts") AsyncTaskExecutor parts,
			@Qualifier("olderReadParts") AsyncTaskExecutor olderParts) {
		this.client = client;
		this.table = table.as(MessageItem.SCHEMA);
		this.clock = clock;
		this.parts = parts;
		this.olderParts = olderParts;
	}

	/// The newest messages that are shown.
	/// @param before only messages older than this one; null for the newest
	/// @return at most `limit`, newest first over all shards
	Slice newest(@Nullable MessageId before, int limit) {
		Slice slice = new MessageQuery(this.table, (before != null) ? this.olderParts : this.parts,
				MessageItem.boards(), MessageItem.SHOWN)
			.newest(before, limit);
		return shown(slice);
	}

	private static Slice shown(Slice slice) {
		return new Slice(slice.messages().stream().filter(MessageRepository::isShown).toList(), slice.next());
	}

	/// The messages that are shown and follow another in time.
	/// @return `limit` of them, newest first; empty where [#newest] has them all
	Optional<Slice> newerThan(MessageId after, int limit) {
		return new MessageQuery(this.table, this.olderParts, MessageItem.boards(), MessageItem.SHOWN)
			.newerThan(after, limit)
			.map(MessageRepository::shown);
	}

	/// As [#newest], with those that are hidden or deleted.
	Slice newestOfAll(@Nullable MessageId before, int limit) {
		return new MessageQuery(this.table, this.olderParts, MessageItem.boardsAndGone(), null).newest(before, limit);
	}

	/// Empty when the message is hidden or deleted.
	Optional<Message> find(MessageId id) {
		Supplier<@Nullable EnhancedDocument> read = () -> this.table.getItem(
				(get) -> get.key(MessageItem.key(MessageItem.board(id.shard()), id.toString())).consistentRead(true));
		return BoardTable.answered(() -> Optional.ofNullable(read.get()))
			.map(MessageItem::new)
			.flatMap(MessageItem::message)
			.filter(MessageRepository::isShown);
	}

	private static boolean isShown(Message message) {
		return message.state() == State.SHOWN;
	}

	/// Stores a post, or finds the message that the same key stored within the last ten
	/// minutes. If its author has deleted that message since, the post is stored anew.
	/// @throws KeyReusedException when the key was used for other words
	PostResult store(Post post, IdempotencyKey key, String instance) {
		return BoardTable.answered(() -> {
			IdempotencyKey unused = key;
			for (int tries = 1;; tries++) {
				Message message = new Message(MessageId.at(this.clock.instant(), unused.idBits()), post, instance,
						State.SHOWN);
				try {
					put(message, key, unused);
					return new PostResult(message, true);
				}
				catch (IdempotentParameterMismatchException ex) {
					Earlier earlier = earlier(key, message.id(), TOKEN_REMEMBERED, PageIterable::items);
					if (earlier.message().isPresent()) {
						return new PostResult(same(post, earlier.message().get()), false);
					}
					// The token is known and no message is there: another post of the key
					// is under way.
					if (earlier.deleted().isEmpty() || tries == MOST_STORE_TRIES) {
						throw new StoreUnavailableException(ex);
					}
					unused = key.after(earlier.deleted());
				}
			}
		});
	}

	/// @param key of the post, by which the message is found
	/// @param unused the key whose token is sent: another one once messages of the first
	/// were deleted
	private void put(Message message, IdempotencyKey key, IdempotencyKey unused) {
		this.client
			.transactWriteItems((transaction) -> transaction.clientRequestToken(unused.token(this.table.tableName()))
				.addPutItem(this.table, MessageItem.of(message, key).document()));
	}

	private static Message same(Post post, Message stored) {
		if (!stored.post().equals(post)) {
			throw new KeyReusedException();
		}
		return stored;
	}

	/// The message that was stored under this key within the last ten minutes. Looks at
	/// one page of 1 MB of what is shown and one of what is not, so that no client can
	/// make each refusal dear.
	Optional<Message> findByKey(IdempotencyKey key) {
		MessageId now = MessageId.at(this.clock.instant(), key.idBits());
		return BoardTable.answered(() -> earlier(key, now, TOKEN_LASTS, MessageRepository::firstPage).message());
	}

	private static Iterable<EnhancedDocument> firstPage(PageIterable<EnhancedDocument> pages) {
		return () -> pages.iterator().next().items().iterator();
	}

	private Earlier earlier(IdempotencyKey key, MessageId now, Duration within,
			Function<PageIterable<EnhancedDocument>, Iterable<EnhancedDocument>> read) {
		List<MessageId> deleted = new ArrayList<>();
		for (String partition : List.of(MessageItem.board(now.shard()), MessageItem.gone(now.shard()))) {
			for (EnhancedDocument document : read.apply(storedUnder(key, partition, now, within))) {
				MessageItem item = new MessageItem(document);
				Optional<Message> message = item.message().filter((found) -> found.state() != State.DELETED);
				if (message.isPresent()) {
					return new Earlier(message, List.of());
				}
				MessageId.parse(item.id()).ifPresent(deleted::add);
			}
		}
		return new Earlier(Optional.empty(), List.copyOf(deleted));
	}

	/// Newest first.
	private PageIterable<EnhancedDocument> storedUnder(IdempotencyKey key, String partition, MessageId now,
			Duration within) {
		Instant earliest = now.time().minus(within);
		Instant latest = now.time().plus(TOKEN_REMEMBERED);
		return this.table.query((query) -> query
			.queryConditional(
					QueryConditional.sortBetween(MessageItem.key(partition, MessageId.lowestAt(earliest).toString()),
							MessageItem.key(partition, MessageId.lowestAt(latest).toString())))
			.filterExpression(MessageItem.storedUnder(key))
			.scanIndexForward(false)
			.consistentRead(true));
	}

	/// For good, and without its words.
	/// @return whether there is such a message
	boolean delete(MessageId id) {
		return change(id, (item) -> item.deleted(id, this.clock.instant()));
	}

	/// Until it is restored. A message that its author deleted is no more.
	/// @return whether there is such a message
	boolean hide(MessageId id) {
		return change(id, (item) -> item.isDeleted() ? null : item.hidden(id, this.clock.instant()));
	}

	/// Brings a hidden message back to where readers look.
	/// @return whether there is such a message
	boolean restore(MessageId id) {
		return change(id, (item) -> item.isDeleted() ? null : item.restored(id));
	}

	/// Reads the message, wherever it lies, and writes it as it should be, on the
	/// condition that it still is as it was read. So a message is in one place at any
	/// time, whoever else changes it.
	private boolean change(MessageId id, Function<MessageItem, @Nullable MessageItem> change) {
		return BoardTable.answered(() -> {
			for (int tries = 1;; tries++) {
				try {
					Optional<MessageItem> item = findAnywhere(id);
					MessageItem wanted = item.map(change).orElse(null);
					if (wanted != null && !wanted.equals(item.get())) {
						replace(item.get(), wanted);
					}
					return wanted != null;
				}
				catch (TransactionCanceledException ex) {
					// Another change came before.
					if (tries == MOST_CHANGE_TRIES) {
						throw new StoreUnavailableException(ex);
					}
				}
			}
		});
	}

	/// Looks at both places in one transaction, or it might miss a message that moves
	/// meanwhile.
	private Optional<MessageItem> findAnywhere(MessageId id) {
		return this.client
			.transactGetItems((read) -> Stream.of(MessageItem.board(id.shard()), MessageItem.gone(id.shard()))
				.forEach((partition) -> read.addGetItem(this.table, MessageItem.key(partition, id.toString()))))
			.stream()
			.map((place) -> place.getItem(this.table))
			.filter(Objects::nonNull)
			.findFirst()
			.map(MessageItem::new);
	}

	private void replace(MessageItem item, MessageItem wanted) {
		boolean stays = item.partition().equals(wanted.partition());
		this.client.transactWriteItems((transaction) -> {
			if (!stays) {
				transaction.addDeleteItem(this.table,
						TransactDeleteItemEnhancedRequest.builder()
							.key(item.key())
							.conditionExpression(item.unchanged())
							.build());
			}
			Expression condition = stays ? item.unchanged() : MessageItem.NOT_THERE;
			transaction.addPutItem(this.table,
					TransactPutItemEnhancedRequest.builder(EnhancedDocument.class)
						.item(wanted.document())
						.conditionExpression(condition)
						.build());
		});
	}

	/// What a key led to before.
	///
	/// @param message what is still there
	/// @param deleted the ids of what was there, if nothing is
	private record Earlier(Optional<Message> message, List<MessageId> deleted) {
	}

}
