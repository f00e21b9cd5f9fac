package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;

import org.springframework.stereotype.Repository;

/// Stores posts, each once for its key.
@Repository
class PostRepository {

	/// How long DynamoDB knows a request token.
	private static final Duration TOKEN_LASTS = Duration.ofMinutes(10);

	/// The rest allows for clocks that differ between instances.
	private static final Duration TOKEN_REMEMBERED = TOKEN_LASTS.plusMinutes(5);

	/// One for the post, one for the same after it was deleted, one for who did that at
	/// the same moment.
	private static final int MOST_TRIES = 3;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<MessageItem> table;

	private final Clock clock;

	PostRepository(DynamoDbEnhancedClient client, BoardTable table, Clock clock) {
		this.client = client;
		this.table = table.as(MessageItem.SCHEMA);
		this.clock = clock;
	}

	/// Stores a post, or finds the message that the same key stored within the last ten
	/// minutes. What its author has deleted since is not found but stored anew.
	/// @throws KeyReusedException when the key was used for other words
	Stored store(Post post, PostKey key, String instance) {
		return BoardTable.answered(() -> {
			PostKey unused = key;
			for (int tries = 1;; tries++) {
				Message message = new Message(MessageId.at(this.clock.instant(), unused.idBits()), post, instance);
				try {
					put(message, key, unused);
					return new Stored(message, true);
				}
				catch (IdempotentParameterMismatchException ex) {
					Earlier earlier = earlier(key, message.id(), TOKEN_REMEMBERED, PageIterable::items);
					if (earlier.message().isPresent()) {
						return new Stored(same(post, earlier.message().get()), false);
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
	/// further than one page of 1 MB of what is shown and of what is not, so that a
	/// client that is refused cannot make each refusal dear.
	Optional<Message> stored(PostKey key) {
		MessageId now = MessageId.at(this.clock.instant(), key.idBits());
		return BoardTable.answered(() -> earlier(key, now, TOKEN_LASTS, PostRepository::firstPage).message());
	}

	private static Iterable<MessageItem> firstPage(PageIterable<MessageItem> pages) {
		return () -> pages.iterator().next().items().iterator();
	}

	private Earlier earlier(PostKey key, MessageId now, Duration within,
			Function<PageIterable<MessageItem>, Iterable<MessageItem>> read) {
		return Earlier.of(Stream.of(MessageItem.board(now.shard()), MessageItem.gone(now.shard()))
			.map((partition) -> read.apply(storedUnder(key, partition, now, within)))
			.toList());
	}

	private PageIterable<MessageItem> storedUnder(PostKey key, String partition, MessageId now, Duration within) {
		Instant earliest = now.time().minus(within);
		Instant latest = now.time().plus(TOKEN_REMEMBERED);
		Expression sameKey = Expression.builder()
			.expression("#key = :key")
			.expressionNames(Map.of("#key", MessageItem.POST_KEY))
			.expressionValues(Map.of(":key", AttributeValue.fromS(key.toString())))
			.build();
		return this.table.query((query) -> query
			.queryConditional(
					QueryConditional.sortBetween(MessageItem.key(partition, MessageId.lowestAt(earliest).toString()),
							MessageItem.key(partition, MessageId.lowestAt(latest).toString())))
			.filterExpression(sameKey)
			.scanIndexForward(false)
			.consistentRead(true));
	}

	/// What a key led to before.
	///
	/// @param message what is still there
	/// @param deleted what was, where nothing is
	private record Earlier(Optional<Message> message, List<MessageId> deleted) {

		/// @param places each newest first
		static Earlier of(List<Iterable<MessageItem>> places) {
			List<MessageId> deleted = new ArrayList<>();
			for (Iterable<MessageItem> items : places) {
				for (MessageItem item : items) {
					Optional<Message> message = item.message().flatMap(ModeratedMessage::withWords);
					if (message.isPresent()) {
						return new Earlier(message, List.of());
					}
					MessageId.parse(item.id()).ifPresent(deleted::add);
				}
			}
			return new Earlier(Optional.empty(), List.copyOf(deleted));
		}

	}

}
