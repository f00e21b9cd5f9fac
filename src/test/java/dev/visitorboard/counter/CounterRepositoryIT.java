package dev.visitorboard.counter;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.SlotGone;
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
	void aClaimOpensASlotWithoutCounting() {
		assertThat(this.counter.claim("w1")).isEqualTo(new Committed(0, false));
		assertThat(this.counter.total()).isZero();
	}

	@Test
	void aBatchIsCountedOnceHoweverOftenItIsSent() {
		this.counter.claim("w1");
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, false));
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, true));
		assertThat(this.counter.total()).isEqualTo(3);
	}

	@Test
	void theNumbersOfTwoWritersDoNotOverlap() {
		this.counter.claim("w1");
		this.counter.claim("w2");
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new Committed(3, false));
		assertThat(this.counter.commit("w2", 0, 2)).isEqualTo(new Committed(5, false));
		assertThat(this.counter.commit("w1", 3, 1)).isEqualTo(new Committed(6, false));
	}

	@Test
	void aBatchForASlotThatIsGoneCountsNothing() {
		this.counter.claim("w1");
		assertThat(this.counter.remove("w1", 0)).isTrue();
		assertThat(this.counter.commit("w1", 0, 3)).isEqualTo(new SlotGone());
		assertThat(this.counter.total()).isZero();
	}

	@Test
	void aBatchForASlotThatARestoredTableHasFromBeforeCountsNothing() {
		this.counter.claim("w1");
		this.counter.commit("w1", 0, 3);
		long lostByTheRestore = 5;
		assertThat(this.counter.commit("w1", 3 + lostByTheRestore, 2)).isEqualTo(new SlotGone());
		assertThat(this.counter.total()).isEqualTo(3);
	}

	@Test
	void aSlotThatMovedIsNotRemoved() {
		this.counter.claim("w1");
		this.counter.commit("w1", 0, 3);
		assertThat(this.counter.remove("w1", 0)).isFalse();
		assertThat(this.counter.slots()).containsEntry("w1", 3L);
		assertThat(this.counter.remove("w1", 3)).isTrue();
		assertThat(this.counter.remove("w1", 3)).as("again, its answer lost").isTrue();
		assertThat(this.counter.slots()).doesNotContainKey("w1");
	}

}
