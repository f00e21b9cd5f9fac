package dev.visitorboard.fleet.drill;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A process whose threads burn what they are told and whose requests take what they take.
class RegulatorTest {

	private static final Duration STEP = Duration.ofMillis(10);

	private long now;

	private double used;

	/// In cores.
	private double requests;

	/// How much of what a thread burns by the clock it really gets.
	private double granted = 1;

	@ParameterizedTest
	@CsvSource({ "2, 0.6, 0", "2, 0.1, 0", "2, 0.9, 0", "4, 0.8, 1.5", "1, 0.6, 0.3", "0.25, 0.8, 0.05" })
	void theProcessUsesWhatItIsAskedToWhateverRequestsTake(double cores, double load, double requests) {
		this.requests = requests;
		Regulator regulator = regulator(cores, load);
		assertThat(usage(regulator, cores, load, Duration.ofSeconds(10))).isCloseTo(load, within(0.05));
	}

	@Test
	void requestsThatTakeItAllLeaveNothingToBurn() {
		Regulator regulator = regulator(2, 0.5);
		this.requests = 1.5;
		usage(regulator, 2, 0.5, Duration.ofSeconds(3));
		assertThat(regulator.share(0.5)).isZero();
		this.requests = 0;
		usage(regulator, 2, 0.5, Duration.ofSeconds(3));
		assertThat(usage(regulator, 2, 0.5, Duration.ofSeconds(10))).isCloseTo(0.5, within(0.02));
	}

	@Test
	void wherePartOfTheTimeIsTakenAwayItBurnsForLonger() {
		this.granted = 0.7;
		Regulator regulator = regulator(2, 0.6);
		usage(regulator, 2, 0.6, Duration.ofSeconds(3));
		assertThat(usage(regulator, 2, 0.6, Duration.ofSeconds(10))).isCloseTo(0.6, within(0.02));
	}

	private Regulator regulator(double cores, double load) {
		// As coarse as Linux tells it.
		return new Regulator(cores, (int) Math.ceil(cores), load, () -> this.now,
				() -> ((long) (this.used / 1e7)) * 10_000_000);
	}

	/// Runs for a while.
	/// @return the part of the cores that was used
	private double usage(Regulator regulator, double cores, double load, Duration time) {
		double before = this.used;
		int threads = (int) Math.ceil(cores);
		for (long i = 0; i < time.dividedBy(STEP); i++) {
			double burnt = Math.min(threads * regulator.share(load) * this.granted, threads - this.requests);
			this.used += STEP.toNanos() * (burnt + this.requests);
			this.now += STEP.toNanos();
		}
		return (this.used - before) / time.toNanos() / cores;
	}

}
