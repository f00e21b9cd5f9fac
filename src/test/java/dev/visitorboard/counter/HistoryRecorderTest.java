package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.support.SimpleTriggerContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class HistoryRecorderTest {

	private static final Instant START = Instant.parse("2026-11-21T09:27:00Z");

	private static final Instant PERIOD = Instant.parse("2026-11-21T09:20:00Z");

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final HistoryRepository repository = mock(HistoryRepository.class);

	private final Clock clock = mock(Clock.class);

	private final HistoryRecorder recorder = new HistoryRecorder(this.counter, this.repository, this.clock);

	private final List<Duration> pauses = new ArrayList<>();

	private Instant now = START;

	HistoryRecorderTest() {
		given(this.clock.instant()).willAnswer((_) -> this.now);
	}

	@Test
	void itRecordsAtTheStartAndSoonAfterEachPeriodBegins() {
		given(this.counter.total(Duration.ZERO)).willReturn(3L, 5L, 8L);
		run(3);
		then(this.repository).should().record(PERIOD, 3);
		then(this.repository).should().record(PERIOD.plus(HistoryPeriod.LENGTH), 5);
		then(this.repository).should().record(PERIOD.plus(HistoryPeriod.LENGTH.multipliedBy(2)), 8);
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
	void aFailureIsTriedAgainWithTheCountOfThen() {
		given(this.counter.total(Duration.ZERO)).willThrow(new StoreUnavailableException(new IllegalStateException()))
			.willReturn(4L, 6L);
		given(this.repository.record(any(), anyLong())).willThrow(new NoClassDefFoundError("gone")).willReturn(true);
		run(3);
		assertThat(this.pauses.subList(0, 2)).containsOnly(HistoryRecorder.RETRY);
		then(this.repository).should().record(PERIOD, 4);
		then(this.repository).should().record(PERIOD, 6);
		assertThat(this.pauses.getLast()).isGreaterThan(Duration.ofMinutes(2));
	}

	@Test
	void aFailureAfterASuccessIsTriedAgainAsSoon() {
		given(this.counter.total(Duration.ZERO)).willReturn(3L).willThrow(new IllegalStateException());
		run(2);
		assertThat(this.pauses.getLast()).isEqualTo(HistoryRecorder.RETRY);
	}

	@Test
	void aPeriodThatAnotherInstanceRecordedIsDone() {
		given(this.repository.record(any(), anyLong())).willReturn(false);
		run(1);
		assertThat(this.pauses).singleElement().isNotEqualTo(HistoryRecorder.RETRY);
	}

	@Test
	void aCountReadAfterThePeriodIsNotRecordedInIt() {
		given(this.counter.total(Duration.ZERO)).willAnswer((_) -> {
			this.now = PERIOD.plus(HistoryPeriod.LENGTH);
			return 4L;
		});
		run(1);
		then(this.repository).should(never()).record(any(), anyLong());
		assertThat(this.pauses).containsOnly(HistoryRecorder.RETRY);
	}

	/// Lets it try so many times, as the scheduler does, with a clock that its pauses
	/// turn.
	private void run(int times) {
		SimpleTriggerContext tries = new SimpleTriggerContext(this.clock);
		assertThat(this.recorder.nextExecution(tries)).as("the first try").isEqualTo(this.now);
		for (int i = 0; i < times; i++) {
			Throwable _ = catchThrowable(this.recorder::record);
			tries.update(this.now, this.now, this.now);
			Duration pause = Duration.between(this.now, this.recorder.nextExecution(tries));
			this.pauses.add(pause);
			this.now = this.now.plus(pause);
		}
	}

}
