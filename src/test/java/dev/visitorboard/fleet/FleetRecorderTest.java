package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

class FleetRecorderTest {

	private static final Heartbeat OLDEST = Samples.with(Samples.heartbeat("i-1"), InstanceState.SERVING, 0.2, 10);

	private static final Heartbeat OTHER = Samples.with(Samples.heartbeat("i-2"), InstanceState.SERVING, 0.6, 5.5);

	private final FleetHistoryRepository history = mock(FleetHistoryRepository.class);

	private final OwnHeartbeat own = mock(OwnHeartbeat.class);

	private final FleetRecorder recorder = new FleetRecorder(this.history, this.own);

	@Test
	void theOldestRecordsEveryTenSecondsOnce() {
		given(this.own.life()).willReturn(OLDEST.life());
		for (int second = 3; second < 30; second += 5) {
			record(Samples.NOON.plusSeconds(second), 0);
		}
		then(this.history).should().record(new FleetPoint(Samples.NOON, 2, 0.4, 15.5));
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(10), 2, 0.4, 15.5));
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(20), 2, 0.4, 15.5));
		then(this.history).shouldHaveNoMoreInteractions();
	}

	@Test
	void anotherStepsInWhenTheOldestMissesAHeartbeat() {
		given(this.own.life()).willReturn(OTHER.life());
		record(Samples.NOON, 6);
		then(this.history).shouldHaveNoInteractions();
		record(Samples.NOON, 8);
		then(this.history).should().record(new FleetPoint(Samples.NOON, 2, 0.4, 15.5));
	}

	@Test
	void thoseThatServeCountAndRequestsOfAllAlive() {
		given(this.own.life()).willReturn(OLDEST.life());
		this.recorder.record(picture(Samples.NOON,
				member(Samples.with(OLDEST, InstanceState.DRAINING, 0.9, 2), InstanceState.DRAINING),
				member(OTHER, InstanceState.SERVING), member(Samples.heartbeat("i-3"), InstanceState.LOST)));
		then(this.history).should().record(new FleetPoint(Samples.NOON, 1, 0.6, 7.5));
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void aPointThatFailsDoesNotKeepOutTheNext(Class<? extends Throwable> failure) {
		given(this.own.life()).willReturn(OLDEST.life());
		willThrow(failure).willDoNothing().given(this.history).record(any());
		assertThatExceptionOfType(failure).isThrownBy(() -> record(Samples.NOON, 0));
		record(Samples.NOON.plusSeconds(10), 0);
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(10), 2, 0.4, 15.5));
	}

	/// @param silent seconds since the last heartbeat of the oldest
	private void record(Instant at, int silent) {
		this.recorder.record(picture(at, new Member(OLDEST, InstanceState.SERVING, Duration.ofSeconds(silent)),
				member(OTHER, InstanceState.SERVING)));
	}

	private static FleetPicture picture(Instant at, Member... members) {
		return new FleetPicture(at, List.of(members), Optional.empty(), 0);
	}

	private static Member member(Heartbeat heartbeat, InstanceState state) {
		return new Member(heartbeat, state, Duration.ofSeconds(1));
	}

}
