package dev.visitorboard.board;

import java.time.Instant;
import java.util.Optional;

import dev.visitorboard.access.RateLimit;
import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.DirectReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/// What the board does with a post before and after the repository.
class PostingTest {

	private static final String ADDRESS = "203.0.113.7";

	private static final Post HELLO = new Post("hello", null);

	private static final IdempotencyKey KEY = IdempotencyKey.chosen("1");

	private static final PostResult STORED = new PostResult(
			TestBoard.message(MessageId.lowestAt(Instant.EPOCH), "hello"), true);

	private final MessageRepository messages = mock(MessageRepository.class);

	private final RateLimit rateLimit = mock(RateLimit.class);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Board board = board(10);

	@Test
	void everyPostCountsOnceByWhatBecameOfIt() {
		given(this.messages.store(HELLO, KEY, "i-1")).willReturn(STORED)
			.willReturn(STORED)
			.willThrow(new KeyReusedException())
			.willThrow(new StoreUnavailableException(new IllegalStateException("lost")));

		assertThat(this.board.post(HELLO, KEY, ADDRESS)).isEqualTo(STORED);
		assertThat(this.board.post(HELLO, KEY, ADDRESS)).isEqualTo(STORED);
		assertThatExceptionOfType(KeyReusedException.class).isThrownBy(() -> this.board.post(HELLO, KEY, ADDRESS));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.board.post(HELLO, KEY, ADDRESS));

		assertThat(posts("stored")).isEqualTo(2);
		assertThat(posts("refused")).isOne();
		assertThat(posts("failed")).isOne();
	}

	@Test
	void aPostCountsForTheRateLimitOfItsAddress() {
		given(this.messages.store(HELLO, KEY, "i-1")).willReturn(STORED);
		assertThat(this.board.post(HELLO, KEY, ADDRESS)).isEqualTo(STORED);
		then(this.rateLimit).should().take("posts", ADDRESS, 10);
	}

	@Test
	void withoutALimitNothingIsTaken() {
		given(this.messages.store(HELLO, KEY, "i-1")).willReturn(STORED);
		assertThat(board(0).post(HELLO, KEY, ADDRESS)).isEqualTo(STORED);
		then(this.rateLimit).shouldHaveNoInteractions();
	}

	@Test
	void beyondTheRateLimitNothingIsStored() {
		exceed();
		given(this.messages.findByKey(KEY)).willReturn(Optional.empty());
		assertThatExceptionOfType(RateLimitExceededException.class)
			.isThrownBy(() -> this.board.post(HELLO, KEY, ADDRESS));
		then(this.messages).should(never()).store(any(), any(), any());
	}

	@Test
	void beyondTheRateLimitARepeatedPostGetsTheFirstAnswer() {
		exceed();
		given(this.messages.findByKey(KEY)).willReturn(Optional.of(STORED.message()));
		assertThat(this.board.post(HELLO, KEY, ADDRESS)).isEqualTo(new PostResult(STORED.message(), false));
		assertThatExceptionOfType(RateLimitExceededException.class)
			.isThrownBy(() -> this.board.post(new Post("other words", null), KEY, ADDRESS));
	}

	@Test
	void whenTheTableDoesNotAnswerNothingIsStoredUncounted() {
		willThrow(StoreUnavailableException.class).given(this.rateLimit).take(any(), any(), anyInt());
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.board.post(HELLO, KEY, ADDRESS));
		then(this.messages).shouldHaveNoInteractions();
	}

	@Test
	void lessThanNoLimitIsNoSetting() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PostSettings(-1))
			.withMessageContaining("POSTS_PER_MINUTE");
	}

	private void exceed() {
		willThrow(mock(RateLimitExceededException.class)).given(this.rateLimit).take(any(), any(), anyInt());
	}

	private double posts(String outcome) {
		return this.meters.get("board.posts").tag("outcome", outcome).counter().count();
	}

	private Board board(int perMinute) {
		return new Board(this.messages, new Instance("i-1", null, null, "", ""), this.rateLimit,
				new PostSettings(perMinute), DirectReads.with(System::nanoTime), this.meters);
	}

}
