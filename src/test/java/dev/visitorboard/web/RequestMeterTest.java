package dev.visitorboard.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMeterTest {

	private final AtomicLong nanos = new AtomicLong(7);

	private final RequestMeter meter = new RequestMeter(this.nanos::get);

	@Test
	void aLapHasWhatWasServedSinceTheLast() {
		serve(10, Duration.ofMillis(3));
		pass(Duration.ofSeconds(5));
		assertThat(this.meter.lap().perSecond()).isEqualTo(2);
		serve(30, Duration.ofMillis(3));
		pass(Duration.ofSeconds(10));
		assertThat(this.meter.lap().perSecond()).isEqualTo(3);
	}

	@Test
	void whereNothingWasServedNothingTookLong() {
		serve(1, Duration.ofSeconds(3));
		this.meter.lap();
		pass(Duration.ofSeconds(5));
		assertThat(this.meter.lap()).isEqualTo(new RequestMeter.Lap(0, null));
		assertThat(this.meter.lap()).isEqualTo(new RequestMeter.Lap(0, null));
	}

	@Test
	void oneOfAHundredMayTakeLonger() {
		serve(99, Duration.ofMillis(2));
		serve(1, Duration.ofSeconds(2));
		assertThat(this.meter.lap().p99Millis()).isBetween(2.0, 2.5);
		serve(98, Duration.ofMillis(2));
		serve(2, Duration.ofSeconds(2));
		assertThat(this.meter.lap().p99Millis()).isBetween(2_000.0, 2_500.0);
	}

	@ParameterizedTest
	@ValueSource(longs = { 65_536, 65_537, 81_919, 100_000, 1_000_000, 999_999_999, 30_000_000_000L, 68_000_000_000L })
	void durationsAreKeptToAQuarter(long nanos) {
		this.meter.served(nanos);
		assertThat(this.meter.lap().p99Millis()).isBetween(nanos / 1e6, nanos / 1e6 * 1.2501);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, 1, 65_535, Long.MAX_VALUE })
	void whatIsOutOfRangeIsCountedAtItsEnd(long nanos) {
		this.meter.served(nanos);
		assertThat(this.meter.lap().p99Millis()).isNotNull().isIn(65_536 / 1e6, (1L << 36) / 1e6);
	}

	private void serve(int times, Duration duration) {
		for (int i = 0; i < times; i++) {
			this.meter.served(duration.toNanos());
		}
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
