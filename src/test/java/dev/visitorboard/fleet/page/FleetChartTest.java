package dev.visitorboard.fleet.page;

import java.time.Instant;
import java.util.List;

import dev.visitorboard.fleet.FleetPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FleetChartTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	@Test
	void instancesAreStepsAndTheRestAreLines() {
		FleetChart chart = FleetChart.of(List.of(point(-20, 1, 0.2, 4), point(-10, 1, 0.5, 8), point(0, 2, 1.0, 2)),
				NOON);
		assertThat(chart.serving().path()).isEqualTo("M177 75.0h1H178V75.0h1H179V50.0h1");
		assertThat(chart.cpu().path()).isEqualTo("M177 80.0h1L179 50.0L180 0.0");
		assertThat(chart.requests().path()).isEqualTo("M177 60.0h1L179 20.0L180 80.0");
		assertThat(chart.serving().top()).isEqualTo(4);
		assertThat(chart.cpu().top()).isEqualTo(1);
		assertThat(chart.requests().highest()).isEqualTo(8);
	}

	@Test
	void whatIsNotKnownLeavesAGapUnlessItIsShort() {
		FleetChart chart = FleetChart.of(List.of(point(-60, 1, null, 0), point(-30, 1, 0.5, 0), point(10, 1, 0.5, 0)),
				NOON.plusSeconds(10));
		assertThat(chart.serving().path()).isEqualTo("M172 75.0h1H175V75.0h1M179 75.0h1");
		assertThat(chart.cpu().path()).isEqualTo("M175 50.0h1M179 50.0h1");
	}

	@Test
	void theScaleIsARoundNumberThatHoldsTheHighest() {
		assertThat(chartOf(point(0, 4, 0.5, 2_792)).requests().top()).isEqualTo(3_000);
		assertThat(chartOf(point(0, 4, 0.5, 2_792)).serving().top()).isEqualTo(6);
		assertThat(chartOf(point(0, 0, 0.5, 0)).requests().top()).isEqualTo(10);
		assertThat(chartOf(point(0, 10, 0.5, 100_000)).requests().top()).isEqualTo(100_000);
	}

	@Test
	void whatIsOlderThanHalfAnHourIsNotShown() {
		FleetChart chart = chartOf(point(-1_800, 3, 0.3, 3), point(-1_790, 1, 0.1, 1));
		assertThat(chart.serving().path()).isEqualTo("M0 75.0h1");
		assertThat(chart.minutes()).hasSize(1);
	}

	@Test
	void aMinuteHasMeansAndTheNewestComesFirst() {
		FleetChart chart = chartOf(point(-20, 1, 0.2, 10), point(-10, 3, null, 30), point(0, 2, null, 7));
		assertThat(chart.minutes()).containsExactly(new FleetChart.Minute(NOON, 2, null, 7),
				new FleetChart.Minute(NOON.minusSeconds(60), 3, 0.2, 20));
	}

	@Test
	void nothingIsKnownOfANewFleet() {
		FleetChart chart = chartOf();
		assertThat(chart.cpu()).isEqualTo(new FleetChart.Panel("cpu", "", 1, null));
		assertThat(chart.minutes()).isEmpty();
	}

	private static FleetChart chartOf(FleetPoint... points) {
		return FleetChart.of(List.of(points), NOON);
	}

	private static FleetPoint point(int second, int serving, @Nullable Double cpu, double requests) {
		return new FleetPoint(NOON.plusSeconds(second), serving, cpu, requests);
	}

}
