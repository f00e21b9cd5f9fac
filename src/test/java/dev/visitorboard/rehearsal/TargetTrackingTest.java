package dev.visitorboard.rehearsal;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTrackingTest {

	private final TargetTracking tracking = new TargetTracking(0.5, 3, 5);

	@ParameterizedTest
	@CsvSource({ "1, 0.8, 2", "2, 0.8, 4", "4, 0.51, 5", "2, 1, 4" })
	void itGrowsAtOnceToWhatBringsTheMeanToTheTarget(int instances, double cpu, int wanted) {
		assertThat(afterLooks(2, instances, cpu)).isEqualTo(instances);
		assertThat(afterLooks(1, instances, cpu)).isEqualTo(wanted);
	}

	@Test
	void aPeakThatPassesChangesNothing() {
		afterLooks(2, 2, 0.9);
		afterLooks(1, 2, 0.5);
		assertThat(afterLooks(2, 2, 0.9)).isEqualTo(2);
	}

	@Test
	void whatIsStillStartingCountsAsCapacityAndNotAsLoad() {
		assertThat(looks(3, 2, List.of(0.8), false)).isEqualTo(2);
	}

	@Test
	void itShrinksLaterAndByOneAtATime() {
		assertThat(afterLooks(4, 3, 0.05)).isEqualTo(3);
		assertThat(afterLooks(1, 3, 0.05)).isEqualTo(2);
		assertThat(afterLooks(4, 2, 0.05)).isEqualTo(2);
		assertThat(afterLooks(1, 2, 0.05)).isEqualTo(1);
	}

	@Test
	void justBelowTheTargetItStays() {
		assertThat(afterLooks(50, 3, 0.46)).isEqualTo(3);
	}

	@Test
	void nothingGoesWhileAnotherStarts() {
		assertThat(looks(50, 3, List.of(0.05, 0.05), false)).isEqualTo(3);
	}

	@Test
	void withoutFiguresItStays() {
		assertThat(looks(50, 2, List.of(), true)).isEqualTo(2);
	}

	private int afterLooks(int looks, int instances, double cpu) {
		return looks(looks, instances, Collections.nCopies(instances, cpu), true);
	}

	private int looks(int looks, int desired, List<Double> cpus, boolean allWarm) {
		int wanted = desired;
		for (int i = 0; i < looks; i++) {
			wanted = this.tracking.look(desired, cpus, allWarm);
		}
		return wanted;
	}

}
