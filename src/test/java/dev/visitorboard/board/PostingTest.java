package dev.visitorboard.board;

import java.time.Instant;
import java.util.Optional;

import dev.visitorboard.access.RateLimit;
import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.StoreUnavailableException;
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

class PostingTest {

	private static final Post HELLO = new Post("hello", null);

	private static final PostKey KEY = PostKey.chosen("1");

	private static final Stored STORED = new Stored(new Message(MessageId.lowestAt(Instant.EPOCH), HELLO, "i-1"), true);

	private final Board board = mock(Board.class);

	private final RateLimit allowance = mock(RateLimit.class);

	private final Posting posting = posting(10);

	@Test
	void aPostTakesFromTheAllowanceOfItsAddress() {
		given(this.board.store(HELLO, KEY)).willReturn(STORED);
		assertThat(this.posting.post(HELLO, KEY, "203.0.113.7")).isEqualTo(STORED);
		then(this.allowance).should().take("posts", "203.0.113.7", 10);
	}

	@Test
	void withoutALimitNothingIsTaken() {
		given(this.board.store(HELLO, KEY)).willReturn(STORED);
		assertThat(posting(0).post(HELLO, KEY, "203.0.113.7")).isEqualTo(STORED);
		then(this.allowance).shouldHaveNoInteractions();
	}

	@Test
	void beyondTheAllowanceNothingIsStored() {
		exceed();
		given(this.board.stored(KEY)).willReturn(Optional.empty());
		assertThatExceptionOfType(RateLimitExceededException.class)
			.isThrownBy(() -> this.posting.post(HELLO, KEY, "203.0.113.7"));
		then(this.board).should(never()).store(any(), any());
	}

	@Test
	void beyondTheAllowanceAPostThatIsStoredAlreadyIsAnsweredAsTheFirstWas() {
		exceed();
		given(this.board.stored(KEY)).willReturn(Optional.of(STORED.message()));
		assertThat(this.posting.post(HELLO, KEY, "203.0.113.7")).isEqualTo(new Stored(STORED.message(), false));
		assertThatExceptionOfType(RateLimitExceededException.class)
			.isThrownBy(() -> this.posting.post(new Post("other words", null), KEY, "203.0.113.7"));
	}

	@Test
	void whenTheTableDoesNotAnswerNothingIsStoredUncounted() {
		willThrow(StoreUnavailableException.class).given(this.allowance).take(any(), any(), anyInt());
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.posting.post(HELLO, KEY, "203.0.113.7"));
		then(this.board).shouldHaveNoInteractions();
	}

	@Test
	void lessThanNoLimitIsNoSetting() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PostingSettings(-1))
			.withMessageContaining("POSTS_PER_MINUTE");
	}

	private void exceed() {
		willThrow(mock(RateLimitExceededException.class)).given(this.allowance).take(any(), any(), anyInt());
	}

	private Posting posting(int perMinute) {
		return new Posting(this.board, this.allowance, new PostingSettings(perMinute));
	}

}
