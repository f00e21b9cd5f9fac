package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@BoardTest
class MessageRepositoryIT {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Post HELLO = new Post("hello", "Ada");

	private final RunningBoard board;

	private String table;

	MessageRepositoryIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		this.table = RunningBoard.newTable();
	}

	@Test
	void messagesComeNewestFirstOverAllShardsWithOneQueryForEach() {
		List<String> posted = post(20);
		int before = this.board.queries().sent("QueryRequest");
		List<Message> newest = at(NOON).newest();
		assertThat(newest).extracting((message) -> message.post().text()).isEqualTo(posted.reversed());
		assertThat(newest).extracting((message) -> message.id().shard()).containsOnly(0, 1, 2, 3);
		assertThat(this.board.queries().sent("QueryRequest") - before).isEqualTo(MessageId.SHARDS);
	}

	@Test
	void pagesByCursorMissNothingAndRepeatNothing() {
		List<String> posted = post(45);
		List<String> read = new ArrayList<>();
		Slice page = at(NOON).messages().newest(null, 10);
		page.messages().forEach((message) -> read.add(message.post().text()));
		while (page.next() != null) {
			page = at(NOON).messages().newest(page.next(), 10);
			page.messages().forEach((message) -> read.add(message.post().text()));
		}
		assertThat(read).isEqualTo(posted.reversed());
	}

	@Test
	void theWayBackMissesNothingAndEndsAtTheNewest() {
		List<String> posted = post(45);
		Slice page = at(NOON).messages().newest(null, 10);
		while (page.next() != null) {
			page = at(NOON).messages().newest(page.next(), 10);
		}
		List<String> read = new ArrayList<>(page.messages().stream().map(Message::text).toList());
		Optional<Slice> newer = newerThan(page);
		while (newer.isPresent()) {
			Slice next = newer.get();
			assertThat(next.messages()).hasSize(10);
			assertThat(next.next()).isEqualTo(next.messages().getLast().id());
			read.addAll(0, next.messages().stream().map(Message::text).toList());
			newer = newerThan(next);
		}
		// The first page has the rest: ten messages or fewer.
		assertThat(read).isEqualTo(posted.reversed().subList(posted.size() - read.size(), posted.size())).hasSize(35);
	}

	private Optional<Slice> newerThan(Slice page) {
		return at(NOON).messages().newerThan(page.messages().getFirst().id(), 10);
	}

	@Test
	void aMessageIsStoredAsTheTableOfTheDesignHasIt() {
		Message stored = at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-7");
		Map<String, AttributeValue> item = this.board.bean(DynamoDbClient.class)
			.getItem((get) -> get.tableName(this.table)
				.key(BoardTable.key("BOARD#" + stored.id().shard(), stored.id().toString())))
			.item();
		assertThat(item).containsOnlyKeys("pk", "sk", "text", "name", "instance", "postKey")
			.containsEntry("text", AttributeValue.fromS("hello"))
			.containsEntry("name", AttributeValue.fromS("Ada"))
			.containsEntry("instance", AttributeValue.fromS("i-7"));
	}

	@Test
	void aMessageIsFoundByItsId() {
		Message stored = at(NOON).message(new Post("nameless", null), IdempotencyKey.chosen("1"), "i-7");
		assertThat(at(NOON).messages().find(stored.id())).contains(stored);
		assertThat(at(NOON).messages().find(MessageId.at(NOON, new byte[16]))).isEmpty();
	}

	@Test
	void whoStoredAMessageIsToldFromWhoFoundIt() {
		assertThat(at(NOON).messages().store(HELLO, IdempotencyKey.chosen("1"), "i-1").created()).isTrue();
		assertThat(at(NOON.minusSeconds(9)).messages().store(HELLO, IdempotencyKey.chosen("1"), "i-2").created())
			.isFalse();
	}

	@Test
	void theSameKeyWithTheSameWordsStoresOneMessageAlsoLaterAndOnAnotherInstance() {
		Message first = at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-1");
		Message again = at(NOON.plus(Duration.ofMinutes(9))).message(HELLO, IdempotencyKey.chosen("1"), "i-2");
		assertThat(again).isEqualTo(first);
		assertThat(at(NOON).newest()).containsExactly(first);
	}

	@Test
	void theSameKeyWithOtherWordsIsRefusedAndChangesNothing() {
		Message first = at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-1");
		assertThatExceptionOfType(KeyReusedException.class)
			.isThrownBy(() -> at(NOON).message(new Post("hello", "Bob"), IdempotencyKey.chosen("1"), "i-1"));
		assertThat(at(NOON).newest()).containsExactly(first);
	}

	@Test
	void theSameWordsUnderAnotherKeyAreAnotherMessage() {
		at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-1");
		at(NOON).message(HELLO, IdempotencyKey.chosen("2"), "i-1");
		assertThat(at(NOON).newest()).hasSize(2);
	}

	@Test
	void aRepeatedPostIsFoundAmongManyOthersOfItsShard() {
		Message first = at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-1");
		post(40);
		assertThat(at(NOON.plusSeconds(60)).message(HELLO, IdempotencyKey.chosen("1"), "i-2")).isEqualTo(first);
	}

	@Test
	void whatAKeyStoredIsFoundByTheKeyForTenMinutes() {
		Message first = at(NOON).message(HELLO, IdempotencyKey.chosen("1"), "i-1");
		post(40);
		assertThat(at(NOON.plus(Duration.ofMinutes(10))).messages().findByKey(IdempotencyKey.chosen("1")))
			.contains(first);
		assertThat(at(NOON.plus(Duration.ofMinutes(10)).plusMillis(1)).messages().findByKey(IdempotencyKey.chosen("1")))
			.isEmpty();
		assertThat(at(NOON).messages().findByKey(IdempotencyKey.chosen("2"))).isEmpty();
	}

	@Test
	void aPostSentManyTimesAtOnceIsStoredOnce() throws Exception {
		List<Callable<Message>> calls = IntStream.range(0, 16)
			.mapToObj((i) -> (Callable<Message>) () -> at(NOON.plusMillis(i)).message(HELLO, IdempotencyKey.chosen("1"),
					"i-1"))
			.toList();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Message> answers = new ArrayList<>();
			for (Future<Message> answer : callers.invokeAll(calls)) {
				answers.add(answer.get());
			}
			assertThat(answers).hasSize(16);
			assertThat(answers.stream().distinct()).hasSize(1);
		}
		assertThat(at(NOON).newest()).hasSize(1);
	}

	/// Repositories whose clock stands still, as another instance's may.
	private TestBoard at(Instant time) {
		return TestBoard.at(time, this.board, this.table);
	}

	private List<String> post(int count) {
		return IntStream.range(0, count).mapToObj((i) -> {
			String text = "message " + i;
			at(NOON.plusMillis(i)).message(new Post(text, null), IdempotencyKey.chosen("many " + i), "i-1");
			return text;
		}).toList();
	}

}
