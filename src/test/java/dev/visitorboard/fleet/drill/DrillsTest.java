package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.CpuSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/// Time is turned by hand: DynamoDB's, and this process's own ticking.
class DrillsTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Duration BEAT = Duration.ofSeconds(5);

	private final DrillRepository repository = mock(DrillRepository.class);

	private final TableClock clock = mock(TableClock.class);

	private final AtomicLong ticks = new AtomicLong(-17);

	private final DrillRunner drills = new DrillRunner(this.repository, this.clock, this.ticks::get,
			new CpuSettings(CpuSettings.Measured.PROCESS, 0.1, 50));

	DrillsTest() {
		at(NOON);
	}

	@AfterEach
	void putOut() {
		this.drills.leave();
		await().until(() -> burners() == 0);
	}

	@Test
	void theInstanceThatStartsItTakesPartAtOnce() {
		given(this.repository.start(any(), any())).willReturn(true);
		assertThat(this.drills.start(80, Duration.ofMinutes(3)))
			.isEqualTo(new DrillRunner.Running(80, NOON.plusSeconds(180), Duration.ofMinutes(3)));
		assertThat(this.drills.load()).isEqualTo(0.8);
		assertThat(this.drills.running().orElseThrow().secondsLeft()).isEqualTo(180);
	}

	@Test
	void oneThatRunsIsNotReplaced() {
		given(this.repository.start(any(), any())).willReturn(false);
		assertThatExceptionOfType(DrillRunningException.class)
			.isThrownBy(() -> this.drills.start(80, Duration.ofMinutes(3)));
		assertThat(this.drills.load()).isZero();
	}

	@Test
	void anOlderReadingDoesNotEndADrillThatStartedHere() {
		given(this.repository.start(any(), any())).willReturn(true);
		long begun = this.ticks.get();
		pass(Duration.ofMillis(1));
		this.drills.start(80, Duration.ofMinutes(3));
		this.drills.follow(Optional.empty(), begun);
		assertThat(this.drills.running()).isPresent();
		read(Optional.empty());
		assertThat(this.drills.running()).isEmpty();
	}

	@Test
	void anOlderReadingDoesNotStartADrillThatEndedHere() {
		read(drill(Duration.ofMinutes(3)));
		long begun = this.ticks.get();
		pass(Duration.ofMillis(1));
		this.drills.cancel();
		this.drills.follow(drill(Duration.ofMinutes(3)), begun);
		assertThat(this.drills.running()).isEmpty();
		assertThat(this.drills.load()).isZero();
	}

	@Test
	void anInstanceThatReadsOfItLateBurnsUntilItsEnd() {
		at(NOON.plusSeconds(170));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running().orElseThrow().secondsLeft()).isEqualTo(10);
		pass(BEAT);
		read(drill(Duration.ofMinutes(3)));
		pass(BEAT.minusMillis(1));
		assertThat(this.drills.load()).isEqualTo(0.6);
		pass(Duration.ofMillis(1));
		assertThat(this.drills.load()).isZero();
		assertThat(this.drills.running()).isEmpty();
	}

	@Test
	void anInstanceThatJoinsAfterItsEndBurnsNothing() {
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
	void aClockThatIsFarOffMakesItNoLonger() {
		at(NOON.minus(Duration.ofDays(1)));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.running().orElseThrow().left()).isEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void itEndsWithTheReadingThatFindsItCancelled() {
		read(drill(Duration.ofMinutes(3)));
		read(Optional.empty());
		assertThat(this.drills.load()).isZero();
	}

	@Test
	void theInstanceThatCancelsItStopsAtOnce() {
		read(drill(Duration.ofMinutes(3)));
		this.drills.cancel();
		then(this.repository).should().cancel();
		assertThat(this.drills.load()).isZero();
	}

	@Test
	void anotherOneTakesItsPlace() {
		read(drill(Duration.ofMinutes(3)));
		read(Optional.of(new Drill("2", 30, Duration.ofMinutes(1), NOON.plusSeconds(60))));
		assertThat(this.drills.load()).isEqualTo(0.3);
	}

	@Test
	void itPausesAfter15SecondsWithoutAReading() {
		read(drill(Duration.ofMinutes(3)));
		pass(Duration.ofMillis(14_999));
		assertThat(this.drills.load()).isEqualTo(0.6);
		pass(Duration.ofMillis(1));
		assertThat(this.drills.load()).isZero();
		pass(Duration.ofSeconds(45));
		read(drill(Duration.ofMinutes(3)));
		assertThat(this.drills.load()).isEqualTo(0.6);
		assertThat(this.drills.running().orElseThrow().left()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void anInstanceThatLeavesBurnsNoMore() {
		read(drill(Duration.ofMinutes(3)));
		this.drills.leave();
		assertThat(this.drills.load()).isZero();
		read(drill(Duration.ofMinutes(2)));
		assertThat(this.drills.load()).isZero();
	}

	@Test
	void oneBurnerBurnsWhileADrillRunsAndAgainInTheNext() {
		read(Optional.empty());
		assertThat(burners()).isZero();
		read(drill(Duration.ofMinutes(3)));
		read(drill(Duration.ofMinutes(3)));
		assertThat(burners()).isEqualTo(1);
		read(Optional.empty());
		await().until(() -> burners() == 0);
		read(drill(Duration.ofMinutes(2)));
		assertThat(burners()).isEqualTo(1);
	}

	private static long burners() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("drill-"))
			.count();
	}

	private void read(Optional<Drill> drill) {
		this.drills.follow(drill, this.ticks.get());
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
