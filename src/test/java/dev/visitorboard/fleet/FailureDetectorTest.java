package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureDetectorTest {

	private static final Heartbeat FIRST = Samples.heartbeat("i-1");

	private final FailureDetector detector = new FailureDetector();

	/// How far the table's time is from that of the heartbeats, which agree unless
	/// something is wrong with what tells it.
	private Duration skew = Duration.ZERO;

	@Test
	void aSilentInstanceIsLostForAMinuteAndThenGone() {
		assertThat(state(0, FIRST)).isEqualTo(InstanceState.SERVING);
		Heartbeat last = beat(5, InstanceState.SERVING);
		for (int second = 5; second <= 19; second += 2) {
			assertThat(state(second, last)).as("second %d", second).isEqualTo(InstanceState.SERVING);
		}
		for (int second = 21; second < 80; second += 2) {
			assertThat(state(second, last)).as("second %d", second).isEqualTo(InstanceState.LOST);
		}
		assertThat(look(82, last)).isEmpty();
	}

	@Test
	void anInstanceThatLeftIsShownForAMinute() {
		look(0, beat(0, InstanceState.DRAINING));
		Heartbeat last = beat(3, InstanceState.LEFT);
		for (int second = 4; second <= 63; second += 2) {
			assertThat(state(second, last)).isEqualTo(InstanceState.LEFT);
		}
		assertThat(look(66, last)).isEmpty();
	}

	@Test
	void aFirstLookKnowsTheDeadByTheTableTime() {
		assertThat(state(14, FIRST)).isEqualTo(InstanceState.SERVING);
		assertThat(new FailureDetector().judge(List.of(FIRST), at(20), 0)).extracting(Member::state)
			.containsExactly(InstanceState.LOST);
		assertThat(new FailureDetector().judge(List.of(FIRST), at(90), 0)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, -40, 0, 40, 3600 })
	void aClockThatIsOffChangesNobodysState(long seconds) {
		this.skew = Duration.ofSeconds(seconds);
		look(0, FIRST);
		look(2, FIRST);
		Heartbeat last = FIRST;
		for (int second = 5; second < 30; second += 5) {
			last = beat(second, InstanceState.SERVING);
			assertThat(state(second, last)).isEqualTo(InstanceState.SERVING);
			assertThat(state(second + 2, last)).isEqualTo(InstanceState.SERVING);
		}
		assertThat(state(34, last)).isEqualTo(InstanceState.SERVING);
		for (int second = 36; second < 46; second += 2) {
			look(second, last);
		}
		assertThat(state(46, last)).isEqualTo(InstanceState.LOST);
	}

	@Test
	void afterATimeOfNoLooksTheTableTimeTellsTheDead() {
		look(0, FIRST);
		Heartbeat last = beat(30, InstanceState.SERVING);
		assertThat(state(300, Samples.heartbeat("i-2"), last)).isNull();
		assertThat(state(302, Samples.heartbeat("i-2"), last)).isNull();
	}

	@Test
	void anOutageForAllMakesNobodyLost() {
		look(0, FIRST);
		look(2, FIRST);
		assertThat(state(70, FIRST)).isEqualTo(InstanceState.SERVING);
		assertThat(state(76, beat(76, InstanceState.SERVING))).isEqualTo(InstanceState.SERVING);
	}

	@Test
	void whatDiedBeforeAnOutageIsLostSoonAfterIt() {
		look(0, FIRST);
		look(70, FIRST);
		look(80, FIRST);
		assertThat(state(86, FIRST)).isEqualTo(InstanceState.LOST);
	}

	@Test
	void anInstanceIsShownOnceWithItsLatestLife() {
		look(0, FIRST);
		Heartbeat reborn = Samples.restarted(FIRST, Duration.ofSeconds(4));
		assertThat(look(5, FIRST, reborn)).extracting(Member::state).containsExactly(InstanceState.STARTING);
		assertThat(look(7, reborn, FIRST)).extracting(Member::state).containsExactly(InstanceState.STARTING);
	}

	@Test
	void aLifeThatGoesOnIsShownOverOneThatEnded() {
		Heartbeat other = Samples.restarted(FIRST, Duration.ofSeconds(4));
		look(5, FIRST, other);
		look(10, beat(10, InstanceState.SERVING), other);
		assertThat(look(22, beat(20, InstanceState.SERVING), other)).extracting(Member::state)
			.containsExactly(InstanceState.SERVING);
	}

	@Test
	void instancesStandInTheOrderOfTheirStarts() {
		Heartbeat newest = Samples.restarted(Samples.heartbeat("i-0"), Duration.ofSeconds(1));
		assertThat(look(2, newest, Samples.heartbeat("i-2"), FIRST)).extracting(Member::id)
			.containsExactly("i-1", "i-2", "i-0");
	}

	private static Heartbeat beat(int second, InstanceState state) {
		return Samples.later(FIRST, Duration.ofSeconds(second), state);
	}

	private @Nullable InstanceState state(int second, Heartbeat... heartbeats) {
		return look(second, heartbeats).stream()
			.filter((member) -> member.id().equals("i-1"))
			.findFirst()
			.map(Member::state)
			.orElse(null);
	}

	private List<Member> look(int second, Heartbeat... heartbeats) {
		return this.detector.judge(Stream.of(heartbeats).toList(), at(second).plus(this.skew),
				Duration.ofSeconds(second).toNanos());
	}

	private static Instant at(int second) {
		return Samples.NOON.plusSeconds(second);
	}

}
