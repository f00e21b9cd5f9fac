package dev.visitorboard.counter;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@ExtendWith(DynamoDbEngine.class)
class CounterRepositoryIT {

	@AutoClose
	private final RunningBoard board = RunningBoard.start("i-1", RunningBoard.newTable());

	private final CounterRepository counter = this.board.bean(CounterRepository.class);

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
