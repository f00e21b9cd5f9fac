package dev.visitorboard.web;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTest {

	@ParameterizedTest
	@CsvSource(textBlock = """
			# lasted, quiet, over
			0,     3600,  false
			14.9,  14.9,  false
			15,    1.9,   false
			15,    2,     true
			29.9,  0,     false
			30,    0,     true
			""")
	void itLastsItsTimeAndThenUntilNoRequestComes(double lasted, double quiet, boolean over) {
		assertThat(drain(Duration.ofSeconds(15)).isOver(seconds(lasted), seconds(quiet))).isEqualTo(over);
	}

	@Test
	void withNoTimeToDrainNobodyIsWaitedFor() {
		Drain drain = drain(Duration.ZERO);
		drain.start();
		drain.stop();
		assertThat(drain.isDraining()).isTrue();
		assertThat(drain.isRunning()).isFalse();
	}

	private static Drain drain(Duration time) {
		WebSettings settings = settings(1, time);
		return new Drain(settings, new RequestSlots(settings, System::nanoTime), System::nanoTime);
	}

	static WebSettings settings(int slots, Duration drain) {
		return new WebSettings(slots, DataSize.ofKilobytes(1), Duration.ZERO, drain, 1, "header");
	}

	private static Duration seconds(double seconds) {
		return Duration.ofMillis(Math.round(1_000 * seconds));
	}

}
