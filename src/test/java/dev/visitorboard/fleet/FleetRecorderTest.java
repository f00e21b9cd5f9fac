package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

	private static final Heartbeat OLDEST = Samples.with(Samples.heartbeat("i-1"), State.SERVING, 0.2, 10);

	private static final Heartbeat OTHER = Samples.with(Samples.heartbeat("i-2"), State.SERVING, 0.6, 5.5);

	private final Fleet fleet = mock(Fleet.class);

	private final FleetHistoryRepository history = mock(FleetHistoryRepository.class);

	private final OwnLife life = mock(OwnLife.class);

	private final FleetRecorder recorder = new FleetRecorder(this.fleet, this.history, this.life);

	@Test
	void whoRunsLongestRecordsEachSlotOnce() {
		given(this.life.id()).willReturn(OLDEST.life());
		for (int second = 3; second < 30; second += 5) {
			see(Samples.NOON.plusSeconds(second), 0);
			this.recorder.look();
		}
		then(this.history).should().record(new FleetPoint(Samples.NOON, 2, 0.4, 15.5));
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(10), 2, 0.4, 15.5));
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(20), 2, 0.4, 15.5));
		then(this.history).shouldHaveNoMoreInteractions();
	}

	@Test
	void theOthersLeaveItToThatOneAndStepInWhenItMissesAHeartbeat() {
		given(this.life.id()).willReturn(OTHER.life());
		see(Samples.NOON, 6);
		this.recorder.look();
		then(this.history).shouldHaveNoInteractions();
		see(Samples.NOON, 8);
		this.recorder.look();
		then(this.history).should().record(new FleetPoint(Samples.NOON, 2, 0.4, 15.5));
	}

	@Test
	void whoServesCountsAndWhoIsAliveHasItsRequestsCounted() {
		given(this.life.id()).willReturn(OLDEST.life());
		given(this.fleet.picture()).willReturn(new FleetPicture(Samples.NOON,
				List.of(member(Samples.with(OLDEST, State.DRAINING, 0.9, 2), State.DRAINING),
						member(OTHER, State.SERVING), member(Samples.heartbeat("i-3"), State.LOST))));
		this.recorder.look();
		then(this.history).should().record(new FleetPoint(Samples.NOON, 1, 0.6, 7.5));
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void aSlotThatFailsDoesNotKeepOutTheNext(Class<? extends Throwable> failure) {
		given(this.life.id()).willReturn(OLDEST.life());
		willThrow(failure).willDoNothing().given(this.history).record(any());
		see(Samples.NOON, 0);
		assertThatExceptionOfType(failure).isThrownBy(this.recorder::look);
		see(Samples.NOON.plusSeconds(10), 0);
		this.recorder.look();
		then(this.history).should().record(new FleetPoint(Samples.NOON.plusSeconds(10), 2, 0.4, 15.5));
	}

	/// @param silent seconds since the last heartbeat of the oldest
	private void see(Instant at, int silent) {
		given(this.fleet.picture()).willReturn(new FleetPicture(at,
				List.of(new Member(OLDEST, State.SERVING, Duration.ofSeconds(silent)), member(OTHER, State.SERVING))));
	}

	private static Member member(Heartbeat heartbeat, State state) {
		return new Member(heartbeat, state, Duration.ofSeconds(1));
	}

}
