package dev.visitorboard.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.visitorboard.board.Message.State;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What is left of a message that was hidden or deleted, and what its absence does to reading and posting.
@BesideOthers
@BoardTest
class MessageChangesIT {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Post HELLO = new Post("hello", "Ada");

	private static final IdempotencyKey KEY = IdempotencyKey.chosen("1");

	private final RunningBoard board;

	private String table;

	MessageChangesIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		this.table = RunningBoard.newTable();
	}

	@Test
	void aDeletedMessageIsGoneForReadersAndItsWordsFromTheTable() {
		Message message = store(NOON);
		assertThat(changed().delete(message.id())).isTrue();

		assertThat(messages(NOON).messages().find(message.id())).isEmpty();
		assertThat(messages(NOON).newest()).isEmpty();
		assertThat(item("BOARD#", message.id())).isEmpty();
		assertThat(item("GONE#", message.id()))
			.containsOnlyKeys("pk", "sk", "instance", "postKey", "deletedAt", "expiresAt")
			.containsEntry("deletedAt", AttributeValue.fromS("2026-11-21T13:00:00Z"))
			.containsEntry("expiresAt",
					AttributeValue.fromN(Long.toString(Instant.parse("2026-11-22T13:00:00Z").getEpochSecond())));
	}

	@Test
	void aHiddenMessageIsGoneForReadersUntilItIsRestored() {
		Message message = store(NOON);
		Map<String, AttributeValue> before = item("BOARD#", message.id());
		assertThat(changed().hide(message.id())).isTrue();
		assertThat(messages(NOON).messages().find(message.id())).isEmpty();
		assertThat(messages(NOON).newest()).isEmpty();

		assertThat(changed().restore(message.id())).isTrue();
		assertThat(messages(NOON).messages().find(message.id())).contains(message);
		assertThat(messages(NOON).newest()).containsExactly(message);
		assertThat(item("BOARD#", message.id())).isEqualTo(before);
		assertThat(item("GONE#", message.id())).isEmpty();
	}

	@Test
	void everyChangeMayBeRepeated() {
		MessageId id = store(NOON).id();
		assertThat(changed().restore(id)).isTrue();
		assertThat(changed().hide(id)).isTrue();
		assertThat(changed().hide(id)).isTrue();
		assertThat(changed().delete(id)).isTrue();
		assertThat(changed().delete(id)).isTrue();
	}

	@Test
	void whatItsAuthorDeletedIsNeverRestored() {
		MessageId id = store(NOON).id();
		changed().hide(id);
		changed().delete(id);
		assertThat(changed().restore(id)).isFalse();
		assertThat(changed().hide(id)).isFalse();
		assertThat(messages(NOON).messages().newestOfAll(null, 50).messages()).extracting(Message::state)
			.containsExactly(State.DELETED);
	}

	@Test
	void whatIsNotThereIsNotMade() {
		MessageId nothing = MessageId.lowestAt(NOON);
		assertThat(changed().delete(nothing)).isFalse();
		assertThat(changed().hide(nothing)).isFalse();
		assertThat(changed().restore(nothing)).isFalse();
		assertThat(item("BOARD#", nothing)).isEmpty();
		assertThat(item("GONE#", nothing)).isEmpty();
	}

	@Test
	void whatHidesDeletesAndRestoresAtOnceLeavesOne() throws Exception {
		for (int round = 0; round < 10; round++) {
			MessageId id = store(NOON.plusSeconds(round)).id();
			List<Callable<Boolean>> calls = IntStream.range(0, 12)
				.mapToObj((i) -> (Callable<Boolean>) () -> switch (i % 3) {
					case 0 -> changed().hide(id);
					case 1 -> changed().restore(id);
					default -> changed().delete(id);
				})
				.toList();
			try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
				for (Future<Boolean> call : callers.invokeAll(calls)) {
					assertDone(call);
				}
			}
			assertThat(changed().delete(id)).isTrue();
			assertThat(item("BOARD#", id)).isEmpty();
			assertThat(item("GONE#", id)).containsKey("deletedAt").doesNotContainKeys("text", "name");
		}
	}

	@Test
	void whatAnOlderVersionHidOrDeletedInItsPlaceStillWorks() {
		List<MessageId> ids = post(3);
		mark(ids.get(0), "hiddenAt");
		mark(ids.get(1), "hiddenAt");
		mark(ids.get(2), "deletedAt");
		assertThat(messages(NOON).newest()).isEmpty();
		assertThat(messages(NOON).messages().newestOfAll(null, 50).messages()).extracting(Message::state)
			.containsExactly(State.DELETED, State.HIDDEN, State.HIDDEN);

		assertThat(changed().restore(ids.get(0))).isTrue();
		assertThat(changed().hide(ids.get(1))).isTrue();
		assertThat(changed().hide(ids.get(2))).isFalse();
		assertThat(changed().restore(ids.get(2))).isFalse();
		assertThat(changed().delete(ids.get(2))).isTrue();

		assertThat(messages(NOON).newest()).extracting(Message::id).containsExactly(ids.getFirst());
		assertThat(item("GONE#", ids.get(1))).containsEntry("hiddenAt", AttributeValue.fromS("then"));
		assertThat(item("GONE#", ids.get(2))).containsKey("expiresAt").doesNotContainKey("text");
	}

	@Test
	void anInstructorSeesEverythingInOrderWithItsState() {
		List<MessageId> ids = post(3);
		changed().hide(ids.get(1));
		changed().delete(ids.get(2));

		List<Message> all = messages(NOON).messages().newestOfAll(null, 50).messages();
		assertThat(all).extracting(Message::id).isEqualTo(ids.reversed());
		assertThat(all).extracting(Message::state).containsExactly(State.DELETED, State.HIDDEN, State.SHOWN);
		assertThat(all).extracting(Message::post)
			.containsExactly(Post.GONE, new Post("message 1", null), new Post("message 0", null));
		assertThat(messages(NOON).messages().newestOfAll(ids.get(1), 50).messages()).extracting(Message::id)
			.containsExactly(ids.getFirst());
	}

	@Test
	void readersMissNoMessageBetweenManyThatAreGone() {
		List<MessageId> ids = post(120);
		List<MessageId> shown = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			if (i % 10 == 3) {
				shown.add(ids.get(i));
			}
			else if (i % 2 == 0) {
				changed().hide(ids.get(i));
			}
			else {
				changed().delete(ids.get(i));
			}
		}
		List<MessageId> read = new ArrayList<>();
		MessageRepository reading = messages(NOON).messages();
		Slice page = reading.newest(null, 5);
		page.messages().forEach((message) -> read.add(message.id()));
		while (page.next() != null) {
			page = reading.newest(page.next(), 5);
			page.messages().forEach((message) -> read.add(message.id()));
		}
		assertThat(read).isEqualTo(shown.reversed());
	}

	@Test
	void theSameWordsAfterADeletionAreANewMessageHoweverOften() {
		for (int i = 0; i < 6; i++) {
			Instant time = NOON.plusSeconds(i);
			Message message = store(time);
			assertThat(message.postedAt()).isEqualTo(time);
			assertThat(store(time.plusMillis(500))).as("a double click").isEqualTo(message);
			assertThat(messages(time).newest()).containsExactly(message);
			changed().delete(message.id());
		}
	}

	@Test
	void theSameWordsAfterADeletionSentManyTimesAtOnceAreOneMessage() throws Exception {
		changed().delete(store(NOON).id());
		List<Callable<Message>> calls = IntStream.rangeClosed(1, 16)
			.mapToObj((i) -> (Callable<Message>) () -> store(NOON.plusMillis(i)))
			.toList();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Message> answers = new ArrayList<>();
			for (Future<Message> answer : callers.invokeAll(calls)) {
				answers.add(answer.get());
			}
			assertThat(answers.stream().distinct()).hasSize(1);
			assertThat(messages(NOON).newest()).containsExactly(answers.getFirst());
		}
	}

	@Test
	void aRepostOnAnInstanceWhoseClockIsBehindCanBeDeletedAndPostedAgain() {
		changed().delete(store(NOON).id());
		changed().delete(store(NOON.minusSeconds(2)).id());
		Message third = store(NOON.plusSeconds(1));
		assertThat(messages(NOON).newest()).containsExactly(third);
		assertThat(messages(NOON.plusSeconds(2)).messages().findByKey(KEY)).contains(third);
	}

	@Test
	void theSameWordsOfAHiddenMessageAreAnsweredAsTheFirstAndStayHidden() {
		Message message = store(NOON);
		changed().hide(message.id());
		assertThat(store(NOON.plus(Duration.ofMinutes(1))))
			.isEqualTo(new Message(message.id(), HELLO, "i-1", State.HIDDEN));
		assertThat(messages(NOON).newest()).isEmpty();
		assertThatExceptionOfType(KeyReusedException.class)
			.isThrownBy(() -> messages(NOON.plusSeconds(1)).message(new Post("other", null), KEY, "i-1"));
	}

	@Test
	void whatWasDeletedIsNotAnsweredToARepeatedPostBeyondTheRateLimit() {
		changed().delete(store(NOON).id());
		assertThat(messages(NOON.plusSeconds(1)).messages().findByKey(KEY)).isEmpty();
	}

	/// Who meets too many others is told to try again.
	private static void assertDone(Future<Boolean> call) throws InterruptedException {
		try {
			call.get();
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(StoreUnavailableException.class);
		}
	}

	private void mark(MessageId id, String attribute) {
		this.board.bean(DynamoDbClient.class)
			.updateItem((update) -> update.tableName(this.table)
				.key(BoardTable.key("BOARD#" + id.shard(), id.toString()))
				.updateExpression("SET %s = :then".formatted(attribute))
				.expressionAttributeValues(Map.of(":then", AttributeValue.fromS("then"))));
	}

	private Message store(Instant time) {
		return messages(time).message(HELLO, KEY, "i-1");
	}

	private List<MessageId> post(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> messages(NOON.plusMillis(i))
				.message(new Post("message " + i, null), IdempotencyKey.chosen("many " + i), "i-1")
				.id())
			.toList();
	}

	private TestBoard messages(Instant time) {
		return TestBoard.at(time, this.board, this.table);
	}

	private MessageRepository changed() {
		return messages(NOON.plus(Duration.ofHours(1))).messages();
	}

	private Map<String, AttributeValue> item(String prefix, MessageId id) {
		return this.board.bean(DynamoDbClient.class)
			.getItem((get) -> get.tableName(this.table)
				.key(BoardTable.key(prefix + id.shard(), id.toString()))
				.consistentRead(true))
			.item();
	}

}
