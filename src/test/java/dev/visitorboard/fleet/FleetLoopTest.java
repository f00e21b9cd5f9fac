package dev.visitorboard.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.drill.Drill;
import dev.visitorboard.fleet.drill.DrillRunner;
import dev.visitorboard.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

@ExtendWith(OutputCaptureExtension.class)
class FleetLoopTest {

	private static final Heartbeat FIRST = Samples.heartbeat("i-1");

	private static final Heartbeat LAST = Samples.later(FIRST, Duration.ofSeconds(5), InstanceState.LEFT);

	private static final Optional<Drill> DRILL = Optional
		.of(new Drill("1", 60, Duration.ofMinutes(1), Samples.NOON.plusSeconds(60)));

	private static final FleetPicture SEEN = new FleetPicture(Samples.NOON, List.of(), DRILL, 17);

	private final OwnHeartbeat own = mock(OwnHeartbeat.class);

	private final FleetRepository repository = mock(FleetRepository.class);

	private final Fleet fleet = mock(Fleet.class);

	private final FleetRecorder recorder = mock(FleetRecorder.class);

	private final DrillRunner drills = mock(DrillRunner.class);

	private final AtomicLong nanos = new AtomicLong();

	private final FleetLoop loop = new FleetLoop(this.own, this.repository, this.fleet, this.recorder, this.drills,
			this.nanos::get);

	FleetLoopTest() {
		given(this.own.hasTable()).willReturn(true);
		given(this.own.next()).willReturn(FIRST);
		given(this.own.last()).willReturn(LAST);
		given(this.fleet.picture(any())).willReturn(SEEN);
	}

	@Test
	void aTurnTellsLooksRecordsAndFollowsTheDrill() {
		this.loop.turn(Fleet.FRESH);
		InOrder steps = inOrder(this.repository, this.fleet, this.recorder, this.drills);
		then(this.repository).should(steps).write(FIRST);
		then(this.fleet).should(steps).picture(Fleet.FRESH);
		then(this.recorder).should(steps).record(SEEN);
		then(this.drills).should(steps).follow(DRILL, 17);
	}

	@Test
	void aHeartbeatThatFailsIsToldOnceAMinute(CapturedOutput output) {
		willThrow(new StoreUnavailableException(new IllegalStateException("no answer"))).given(this.repository)
			.write(any());
		for (int second = 0; second < 120; second += 5) {
			this.nanos.set(Duration.ofSeconds(second).toNanos());
			this.loop.turn(Fleet.FRESH);
		}
		assertThat(output.toString().split("no answer", -1)).hasSize(3);
		then(this.recorder).should(times(24)).record(SEEN);
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void whateverAStepThrowsTheOthersAndTheNextTurnCome(Class<? extends Throwable> failure) {
		willThrow(failure).willDoNothing().given(this.repository).write(any());
		willThrow(failure).willDoNothing().given(this.recorder).record(any());
		willThrow(failure).willDoNothing().given(this.drills).follow(any(), anyLong());
		this.loop.turn(Fleet.FRESH);
		this.loop.turn(Fleet.FRESH);
		then(this.repository).should(times(2)).write(FIRST);
		then(this.recorder).should(times(2)).record(SEEN);
		then(this.drills).should(times(2)).follow(DRILL, 17);
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void aFleetThatCannotBeSeenIsNeitherRecordedNorFollowed(Class<? extends Throwable> failure) {
		given(this.fleet.picture(any())).willThrow(failure);
		this.loop.turn(Fleet.FRESH);
		then(this.repository).should().write(FIRST);
		then(this.recorder).shouldHaveNoInteractions();
		then(this.drills).shouldHaveNoInteractions();
	}

	@Test
	void itCanStopAndStartAgain() {
		this.loop.start();
		this.loop.stop();
		then(this.repository).should().write(LAST);
		clearInvocations(this.repository);
		this.loop.start();
		then(this.repository).should(timeout(Patience.LONGEST.toMillis()).atLeastOnce()).write(FIRST);
		this.loop.stop();
	}

	@Test
	void withoutATableItDoesNothing() {
		given(this.own.hasTable()).willReturn(false);
		this.loop.turn(Fleet.FRESH);
		then(this.repository).shouldHaveNoInteractions();
		then(this.fleet).shouldHaveNoInteractions();
	}

	@Test
	void aChangeIsToldAtOnceAndTheLastHeartbeatSaysLeft() {
		this.loop.start();
		then(this.repository).should(timeout(Patience.LONGEST.toMillis()).atLeastOnce()).write(FIRST);
		Heartbeat draining = Samples.later(FIRST, Duration.ofSeconds(1), InstanceState.DRAINING);
		given(this.own.next()).willReturn(draining);
		this.loop.readinessChanged(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
		then(this.own).should().readinessIs(ReadinessState.REFUSING_TRAFFIC);
		then(this.repository).should(timeout(Patience.LONGEST.toMillis()).atLeastOnce()).write(draining);
		then(this.fleet).should(timeout(Patience.LONGEST.toMillis())).picture(Duration.ZERO);
		this.loop.stop();
		assertThat(this.loop.isRunning()).isFalse();
		then(this.repository).should().write(LAST);
		this.loop.readinessChanged(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
	}

	@Test
	void aLastHeartbeatThatFailsDoesNotHoldUpTheStop() {
		willThrow(new StoreUnavailableException(new IllegalStateException())).given(this.repository).write(LAST);
		this.loop.start();
		this.loop.stop();
		assertThat(this.loop.isRunning()).isFalse();
	}

}
