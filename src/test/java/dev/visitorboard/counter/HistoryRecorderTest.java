package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class HistoryRecorderTest {

	private static final Instant START = Instant.parse("2026-11-21T09:27:00Z");

	private static final Instant SLOT = Instant.parse("2026-11-21T09:20:00Z");

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final HistoryRepository repository = mock(HistoryRepository.class);

	private final Clock clock = mock(Clock.class);

	private final List<Duration> pauses = new ArrayList<>();

	private Instant now = START;

	HistoryRecorderTest() {
		given(this.clock.instant()).willAnswer((_) -> this.now);
	}

	@Test
	void itRecordsRightAtTheStartAndThenSoonAfterEachSlotBegins() {
		given(this.counter.total(Duration.ZERO)).willReturn(3L, 5L, 8L);
		run(3);
		then(this.repository).should().record(SLOT, 3);
		then(this.repository).should().record(SLOT.plus(Slots.LENGTH), 5);
		then(this.repository).should().record(SLOT.plus(Slots.LENGTH.multipliedBy(2)), 8);
		then(this.repository).shouldHaveNoMoreInteractions();
		assertThat(this.pauses.getFirst()).isBetween(Duration.ofMinutes(3),
				Duration.ofMinutes(3).plus(HistoryRecorder.SPREAD));
	}

	@Test
	void instancesThatStartTogetherDoNotAllWriteAtOnce() {
		for (int i = 0; i < 20; i++) {
			this.now = START;
			run(1);
		}
		assertThat(this.pauses.stream().distinct()).hasSizeGreaterThan(10);
	}

	@Test
	void aFailureIsTriedAgainWithinTheSlotWithTheCountOfThen() {
		given(this.counter.total(Duration.ZERO)).willThrow(new StoreUnavailableException(new IllegalStateException()))
			.willReturn(4L, 6L);
		given(this.repository.record(any(), anyLong())).willThrow(new NoClassDefFoundError("gone")).willReturn(true);
		run(3);
		assertThat(this.pauses.subList(0, 2)).containsOnly(HistoryRecorder.RETRY);
		then(this.repository).should().record(SLOT, 4);
		then(this.repository).should().record(SLOT, 6);
		assertThat(this.pauses.getLast()).isGreaterThan(Duration.ofMinutes(2));
	}

	@Test
	void aSlotThatAnotherInstanceRecordedIsDone() {
		given(this.repository.record(any(), anyLong())).willReturn(false);
		run(1);
		assertThat(this.pauses).singleElement().isNotEqualTo(HistoryRecorder.RETRY);
	}

	@Test
	void aCountReadWhenTheSlotWasOverIsNotRecordedInIt() {
		given(this.counter.total(Duration.ZERO)).willAnswer((_) -> {
			this.now = SLOT.plus(Slots.LENGTH);
			return 4L;
		});
		assertThat(recorder(new TaskExecutorAdapter(Runnable::run), Thread::sleep).recordNow()).isFalse();
		then(this.repository).should(never()).record(any(), anyLong());
	}

	@Test
	void stoppingEndsItAndItCanStartAgain() throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(2);
		CountDownLatch slept = new CountDownLatch(2);
		HistoryRecorder recorder = recorder(new SimpleAsyncTaskExecutor(), (time) -> {
			slept.countDown();
			try {
				Thread.sleep(time);
			}
			finally {
				ended.countDown();
			}
		});
		recorder.stop();
		recorder.start();
		assertThat(recorder.isRunning()).isTrue();
		while (slept.getCount() == 2) {
			Thread.onSpinWait();
		}
		recorder.stop();
		assertThat(recorder.isRunning()).isFalse();
		recorder.start();
		slept.await();
		recorder.stop();
		ended.await();
	}

	/// Lets it try so many times, with a clock that its pauses turn.
	private void run(int times) {
		int last = this.pauses.size() + times;
		recorder(new TaskExecutorAdapter(Runnable::run), (pause) -> {
			this.pauses.add(pause);
			this.now = this.now.plus(pause);
			if (this.pauses.size() == last) {
				throw new InterruptedException();
			}
		}).start();
	}

	private HistoryRecorder recorder(AsyncTaskExecutor executor, HistoryRecorder.Sleeper sleeper) {
		return new HistoryRecorder(this.counter, this.repository, executor, this.clock, sleeper);
	}

}
