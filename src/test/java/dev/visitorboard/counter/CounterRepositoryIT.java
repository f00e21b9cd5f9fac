package dev.visitorboard.counter;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest
class CounterRepositoryIT {

	private final RunningBoard board;

	private CounterRepository counter;

	CounterRepositoryIT(RunningBoard board) {
		this.board = board;
	}

	@BeforeEach
	void emptyTable() {
		DynamoDbClient client = this.board.bean(DynamoDbClient.class);
		BoardTable table = new BoardTable(RunningBoard.newTable(), this.board.bean(DynamoDbEnhancedClient.class));
		this.counter = new CounterRepository(client, client, table);
	}

	@Test
	void aNewWriterCountsNothing() {
		assertThat(this.counter.register("w1")).isEqualTo(new Committed(0, false));
		assertThat(this.counter.total()).isZero();
	}

	@Test
	void aBatchIsCountedOnceHoweverOftenItIsSent() {
		this.counter.register("w1");
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, false));
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, true));
		assertThat(this.counter.total()).isEqualTo(3);
	}

	@Test
	void theNumbersOfTwoWritersDoNotOverlap() {
		this.counter.register("w1");
		this.counter.register("w2");
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, false));
		assertThat(this.counter.commit("w2", 0, 2)).isEqualTo(new Committed(5, false));
		assertThat(this.counter.commit("w1", 3, 1)).isEqualTo(new Committed(6, false));
	}

	@Test
	void aBatchOfAWriterThatIsGoneCountsNothing() {
		this.counter.register("w1");
		assertThat(this.counter.remove("w1", 0)).isTrue();
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new WriterGone());
		assertThat(this.counter.total()).isZero();
	}

	@Test
	void aBatchThatARestoreTookBackCountsNothing() {
		this.counter.register("w1");
		this.counter.commit("w1", 0, 3);
		long lostByTheRestore = 5;
		assertThat(this.counter.commit("w1", 3 + lostByTheRestore, 2)).isEqualTo(new WriterGone());
		assertThat(this.counter.total()).isEqualTo(3);
	}

	@Test
	void aWriterThatHasWrittenIsNotRemoved() {
		this.counter.register("w1");
		this.counter.commit("w1", 0, 3);
		assertThat(this.counter.remove("w1", 0)).isFalse();
		assertThat(this.counter.writers()).containsEntry("w1", 3L);
		assertThat(this.counter.remove("w1", 3)).isTrue();
		assertThat(this.counter.remove("w1", 3)).as("again, its answer lost").isTrue();
		assertThat(this.counter.writers()).doesNotContainKey("w1");
	}

}
