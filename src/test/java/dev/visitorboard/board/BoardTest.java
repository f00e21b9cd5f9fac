package dev.visitorboard.board;

import java.time.Instant;

import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class BoardTest {

	private static final Post POST = new Post("hello", "Ada");

	private static final PostKey KEY = PostKey.chosen("8e03978e");

	private final PostRepository posts = mock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Board board = new Board(mock(), this.posts, new Instance("i-1", null, null, "", ""),
			new SharedReads(Runnable::run, System::nanoTime), new BoardMetrics(this.meters));

	@Test
	void everyPostCountsOnceByWhatBecameOfIt() {
		Stored stored = new Stored(
				new Message(MessageId.at(Instant.parse("2026-11-21T09:20:00Z"), KEY.idBits()), POST, "i-1"), true);
		given(this.posts.store(POST, KEY, "i-1")).willReturn(stored)
			.willReturn(stored)
			.willThrow(new KeyReusedException())
			.willThrow(new StoreUnavailableException(new IllegalStateException("lost")));

		assertThat(this.board.store(POST, KEY)).isEqualTo(stored);
		assertThat(this.board.store(POST, KEY)).isEqualTo(stored);
		assertThatExceptionOfType(KeyReusedException.class).isThrownBy(() -> this.board.store(POST, KEY));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.board.store(POST, KEY));

		assertThat(posts("stored")).isEqualTo(2);
		assertThat(posts("refused")).isOne();
		assertThat(posts("failed")).isOne();
	}

	private double posts(String outcome) {
		return this.meters.get("board.posts").tag("outcome", outcome).counter().count();
	}

}
