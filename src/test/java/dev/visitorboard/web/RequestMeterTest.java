package dev.visitorboard.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
		assertThat(this.meter.lap().p99Millis()).isCloseTo(2, within(0.002));
		serve(98, Duration.ofMillis(2));
		serve(2, Duration.ofSeconds(2));
		assertThat(this.meter.lap().p99Millis()).isCloseTo(2_000, within(2.0));
	}

	@ParameterizedTest
	@ValueSource(
			longs = { Long.MIN_VALUE, -1, 0, 1_000, 65_536, 100_000, 999_999_999, 68_000_000_000L, Long.MAX_VALUE })
	void durationsAreKeptToAThousandth(long nanos) {
		this.meter.served(nanos);
		double millis = Math.clamp(nanos / 1e6, 0, 600_000);
		assertThat(this.meter.lap().p99Millis()).isCloseTo(millis, within(0.001 + millis / 1_000));
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
