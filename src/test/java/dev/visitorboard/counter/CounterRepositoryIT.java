package dev.visitorboard.counter;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.visitorboard.local.DynamoDbEngine;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DynamoDbEngine.class)
class CounterRepositoryIT {

	private RunningBoard board;

	private CounterRepository counter;

	@BeforeEach
	void start() {
		this.board = RunningBoard.start("i-1", RunningBoard.newTable());
		this.counter = this.board.bean(CounterRepository.class);
	}

	@AfterEach
	void stop() {
		this.board.close();
	}

	@Test
	void theFirstVisitNeedsNoItemToBeThere() {
		assertThat(this.counter.total()).isZero();
		assertThat(this.counter.increment()).isOne();
		assertThat(this.counter.total()).isOne();
	}

	@Test
	void everyVisitAtOnceGetsItsOwnNumber() throws Exception {
		List<Callable<Long>> visits = IntStream.range(0, 200)
			.mapToObj((_) -> (Callable<Long>) this.counter::increment)
			.toList();
		try (ExecutorService visitors = Executors.newFixedThreadPool(16)) {
			List<Long> numbers = visitors.invokeAll(visits).stream().map(Future::resultNow).toList();
			assertThat(numbers).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
		}
		assertThat(this.counter.total()).isEqualTo(200);
	}

	@Test
	void anIncrementIsSentOnce() {
		this.counter.increment();
		assertThat(this.board.queries().sent("UpdateItemRequest")).isOne();
	}

}
