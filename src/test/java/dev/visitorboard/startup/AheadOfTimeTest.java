package dev.visitorboard.startup;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The unit asks for the context of the build on every instance. [AheadOfTime] has the last word.
class AheadOfTimeTest {

	@ParameterizedTest
	@CsvSource({ "secret, true, true", "secret, TRUE, true", "secret, false, false", "secret, '', false",
			"' ', true, false", "'', '', false" })
	void itFitsInstancesWithInstructorAndMetrics(String token, String metrics, boolean fits) {
		Map<String, String> environment = Map.of("BOARD_ADMIN_TOKEN", token, "CLOUDWATCH_METRICS", metrics);

		assertThat(AheadOfTime.fits(environment)).isEqualTo(fits);
	}

	@Test
	void itDoesNotFitWhereNeitherIsSaid() {
		assertThat(AheadOfTime.fits(Map.of())).isFalse();
	}

	@Test
	void aJarWithoutItStartsAsWell() {
		assertThat(AheadOfTime.isBuilt(AheadOfTimeTest.class)).isFalse();
	}

}
