package dev.visitorboard.fleet.drill;

import java.time.Duration;

import dev.visitorboard.web.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrillOrderTest {

	@Test
	void whatIsNotSaidIs80PercentForThreeMinutes() {
		assertThat(DrillOrder.parse(null, null)).isEqualTo(new DrillOrder(80, Duration.ofMinutes(3)));
	}

	@ParameterizedTest
	@CsvSource({ "10, PT10S, 10", "90, PT10M, 600", " 60 , 180, 180", "60, 3m, 180", "60, 90s, 90", "60, PT1M30S, 90" })
	void intensityIsInPercentAndTheDurationInWhateverWayPeopleWriteOne(String intensity, String duration,
			long seconds) {
		DrillOrder order = DrillOrder.parse(intensity, duration);
		assertThat(order.intensity()).isEqualTo(Integer.parseInt(intensity.strip()));
		assertThat(order.duration()).hasSeconds(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", "91", "-80", "0.8", "80%", "", "many", "99999999999" })
	void anotherIntensityIsRefusedWithItsUnitAndRange(String intensity) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> DrillOrder.parse(intensity, null))
			.satisfies((ex) -> assertThat(ex.getBody().getDetail())
				.isEqualTo("intensity must be a whole number of percent of each core, from 10 to 90."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", "601", "11m", "PT10M0.001S", "1h", "-3m", "", "soon", "PT", "999999999999999999d" })
	void anotherDurationIsRefusedWithItsUnitsAndRange(String duration) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> DrillOrder.parse(null, duration))
			.satisfies((ex) -> assertThat(ex.getBody().getDetail())
				.startsWith("duration must be from 10 seconds to 10 minutes, such as PT3M, 3m, 180s"));
	}

}
