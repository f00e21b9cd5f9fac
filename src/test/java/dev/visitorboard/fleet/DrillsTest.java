package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

import dev.visitorboard.dynamodb.TableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/// Time is turned by hand: DynamoDB's, and this process's own ticking.
class DrillsTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Duration BEAT = Duration.ofSeconds(5);

	private final DrillRepository repository = mock(DrillRepository.class);

	private final TableClock clock = mock(TableClock.class);

	private final Fire fire = mock(Fire.class);

	private final AtomicLong ticks = new AtomicLong(-17);

	private final Drills drills = new Drills(this.repository, this.clock, this.ticks::get, this.fire);

	private DoubleSupplier load = () -> 0;

	@BeforeEach
	void wire() {
		at(NOON);
		willAnswer((call) -> this.load = call.getArgument(0)).given(this.fire).burn(any());
	}

	@Test
	void whoStartsItTakesPartAtOnce() {
		given(this.repository.start(any(), any())).willReturn(true);
		assertThat(this.drills.start(80, Duration.ofMinutes(3)))
			.isEqualTo(new Drills.Running(80, NOON.plusSeconds(180), Duration.ofMinutes(3)));
		assertThat(this.load.getAsDouble()).isEqualTo(0.8);
		assertThat(this.drills.running().orElseThrow().secondsLeft()).isEqualTo(180);
	}

	@Test
	void oneThatRunsIsNotReplaced() {
		given(this.repository.start(any(), any())).willReturn(false);
		assertThatExceptionOfType(DrillRunningException.class)
			.isThrownBy(() -> this.drills.start(80, Duration.ofMinutes(3)));
		assertThat(this.load.getAsDouble()).isZero();
	}

	@Test
	void aReadingThatBeganBeforeTheDrillWasStartedHereDoesNotEndIt() {
		given(this.repository.start(any(), any())).willReturn(true);
		long begun = this.ticks.get();
		pass(Duration.ofMillis(1));
		this.drills.start(80, Duration.ofMinutes(3));
		this.drills.seen(Optional.empty(), begun);
		assertThat(this.drills.running()).isPresent();
		read(Optional.empty());
		assertThat(this.drills.running()).isEmpty();
	}

	@Test
	void aReadingThatBeganBeforeTheDrillWasEndedHereDoesNotStartItAgain() {
		read(drill(Duration.ofMinutes(3)));
		long begun = this.ticks.get();
		pass(Duration.ofMillis(1));
		this.drills.cancel();
		this.drills.seen(drill(Duration.ofMinutes(3)), begun);
		assertThat(this.drills.running()).isEmpty();
		assertThat(this.load.getAsDouble()).isZero();
	}

	@Test
	void whoReadsOfItTakesPartUntilItsEndAlsoOneThatJoinsLate() {
		at(NOON.plusSeconds(170));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running().orElseThrow().secondsLeft()).isEqualTo(10);
		pass(BEAT);
		read(drill(Duration.ofMinutes(3)));
		pass(BEAT.minusMillis(1));
		assertThat(this.load.getAsDouble()).isEqualTo(0.6);
		pass(Duration.ofMillis(1));
		assertThat(this.load.getAsDouble()).isZero();
		assertThat(this.drills.running()).isEmpty();
	}

	@Test
	void whoJoinsAfterItsEndBurnsNothing() {
		at(NOON.plusSeconds(180));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running()).isEmpty();
	}

	@Test
	void aClockThatIsSetDuringTheDrillMovesNothing() {
		read(drill(Duration.ofMinutes(3)));
		at(NOON.minus(Duration.ofHours(1)));
		pass(BEAT);
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running().orElseThrow().left()).isEqualTo(Duration.ofSeconds(175));
	}

	@Test
	void aClockThatIsFarOffMakesItNoLongerThanItWasAskedFor() {
		at(NOON.minus(Duration.ofDays(1)));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running().orElseThrow().left()).isEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void itEndsWithTheReadingThatFindsItCancelled() {
		read(drill(Duration.ofMinutes(3)));
		read(Optional.empty());
		assertThat(this.load.getAsDouble()).isZero();
	}

	@Test
	void whoCancelsItStopsAtOnce() {
		read(drill(Duration.ofMinutes(3)));
		this.drills.cancel();
		then(this.repository).should().cancel();
		assertThat(this.load.getAsDouble()).isZero();
	}

	@Test
	void anotherOneTakesItsPlace() {
		read(drill(Duration.ofMinutes(3)));
		read(Optional.of(new Drill("2", 30, Duration.ofMinutes(1), NOON.plusSeconds(60))));
		assertThat(this.load.getAsDouble()).isEqualTo(0.3);
	}

	@Test
	void itPausesWhereTheTableCannotBeReadFor15SecondsAndGoesOnWhenItCan() {
		read(drill(Duration.ofMinutes(3)));
		pass(Duration.ofMillis(14_999));
		assertThat(this.load.getAsDouble()).isEqualTo(0.6);
		pass(Duration.ofMillis(1));
		assertThat(this.load.getAsDouble()).isZero();
		pass(Duration.ofSeconds(45));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.load.getAsDouble()).isEqualTo(0.6);
		assertThat(this.drills.running().orElseThrow().left()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void anInstanceThatLeavesBurnsNoMore() {
		read(drill(Duration.ofMinutes(3)));
		this.drills.leave();
		assertThat(this.load.getAsDouble()).isZero();
		read(drill(Duration.ofMinutes(2)));
		assertThat(this.load.getAsDouble()).isZero();
	}

	private void read(Optional<Drill> drill) {
		this.drills.seen(drill, this.ticks.get());
	}

	private static Optional<Drill> drill(Duration length) {
		return Optional.of(new Drill("1", 60, length, NOON.plus(length)));
	}

	private void at(Instant time) {
		given(this.clock.now()).willReturn(time);
	}

	private void pass(Duration time) {
		this.ticks.addAndGet(time.toNanos());
	}

}
