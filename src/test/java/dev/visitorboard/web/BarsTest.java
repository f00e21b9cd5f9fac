package dev.visitorboard.web;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BarsTest {

	@Test
	void theHighestBarFillsTheHeightAndOthersTheirShareOfIt() {
		Bars bars = Bars.of(List.of(10L, 5L, 20L));
		assertThat(bars.past()).isEqualTo("M0 40v-20.0h3V40M4 40v-10.0h3V40");
		assertThat(bars.present()).isEqualTo("M8 40v-40.0h3V40");
		assertThat(bars.width()).isEqualTo(11);
		assertThat(bars.highest()).isEqualTo(20);
	}

	@Test
	void oneOfManyCanStillBeSeenAndNoneHasNoBar() {
		assertThat(Bars.of(List.of(0L, 1L, 1_000_000L)).past()).isEqualTo("M4 40v-1.5h3V40");
		assertThat(Bars.of(List.of(0L, 0L))).isEqualTo(new Bars("", "", 7, 0));
	}

}
