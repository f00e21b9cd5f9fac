package dev.visitorboard.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.local.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

@ExtendWith(OutputCaptureExtension.class)
class HeartbeatsTest {

	private static final Heartbeat FIRST = Samples.heartbeat("i-1");

	private static final Heartbeat LAST = Samples.later(FIRST, Duration.ofSeconds(5), State.LEFT);

	private final OwnLife life = mock(OwnLife.class);

	private final FleetRepository repository = mock(FleetRepository.class);

	private final FleetRecorder recorder = mock(FleetRecorder.class);

	private final AtomicLong nanos = new AtomicLong();

	private final Heartbeats heartbeats = new Heartbeats(this.life, this.repository, this.recorder, this.nanos::get);

	HeartbeatsTest() {
		given(this.life.hasTable()).willReturn(true);
		given(this.life.heartbeat()).willReturn(FIRST);
		given(this.life.last()).willReturn(LAST);
	}

	@Test
	void aHeartbeatThatFailsIsSkippedAndToldOnceAMinute(CapturedOutput output) {
		willThrow(new StoreUnavailableException(new IllegalStateException("no answer"))).given(this.repository)
			.write(any());
		for (int second = 0; second < 120; second += 5) {
			this.nanos.set(Duration.ofSeconds(second).toNanos());
			this.heartbeats.beat();
		}
		assertThat(output.toString().split("no answer", -1)).hasSize(3);
		then(this.recorder).should(times(24)).look();
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void whateverFailsThereIsAnotherHeartbeat(Class<? extends Throwable> failure) {
		willThrow(failure).willDoNothing().given(this.repository).write(any());
		willThrow(failure).willDoNothing().given(this.recorder).look();
		this.heartbeats.beat();
		this.heartbeats.beat();
		then(this.repository).should(times(2)).write(FIRST);
		then(this.recorder).should(times(2)).look();
	}

	@Test
	void itCanStopAndStartAgain() {
		this.heartbeats.start();
		this.heartbeats.stop();
		then(this.repository).should().write(LAST);
		clearInvocations(this.repository);
		this.heartbeats.start();
		then(this.repository).should(timeout(Patience.LONGEST.toMillis()).atLeastOnce()).write(FIRST);
		this.heartbeats.stop();
	}

	@Test
	void whoHasNoTableYetWritesNothing() {
		given(this.life.hasTable()).willReturn(false);
		this.heartbeats.beat();
		then(this.repository).shouldHaveNoInteractions();
	}

	@Test
	void aChangeIsWrittenAtOnceAndTheLastHeartbeatIsThatItLeft() {
		this.heartbeats.start();
		then(this.repository).should(timeout(5_000).atLeastOnce()).write(FIRST);
		Heartbeat draining = Samples.later(FIRST, Duration.ofSeconds(1), State.DRAINING);
		given(this.life.heartbeat()).willReturn(draining);
		this.heartbeats.readinessChanged(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
		then(this.life).should().readinessIs(ReadinessState.REFUSING_TRAFFIC);
		then(this.repository).should(timeout(5_000).atLeastOnce()).write(draining);
		then(this.recorder).should(timeout(5_000)).lookAnew();
		this.heartbeats.stop();
		assertThat(this.heartbeats.isRunning()).isFalse();
		then(this.repository).should().write(LAST);
		this.heartbeats.readinessChanged(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
	}

	@Test
	void aLastHeartbeatThatFailsDoesNotHoldUpTheStop() {
		this.heartbeats.start();
		willThrow(new StoreUnavailableException(new IllegalStateException())).given(this.repository).write(LAST);
		this.heartbeats.stop();
		assertThat(this.heartbeats.isRunning()).isFalse();
	}

}
