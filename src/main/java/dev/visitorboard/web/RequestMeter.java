package dev.visitorboard.web;

import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/// How many requests are served and how long they take, to a thousandth. Recording waits for nobody.
@Component
public final class RequestMeter {

	/// No request takes longer by far. In microseconds, as all that is recorded.
	private static final long LONGEST = Duration.ofMinutes(10).toNanos() / 1_000;

	private final Recorder durations = new Recorder(1, LONGEST, 3);

	private final Ticker ticker;

	private @Nullable Histogram used;

	private long lapBegan;

	RequestMeter(Ticker ticker) {
		this.ticker = ticker;
		this.lapBegan = ticker.nanos();
	}

	/// Counts a request that took this long.
	void served(long nanos) {
		this.durations.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST));
	}

	/// What was served since the last lap. Meant for one caller, since a lap ends for
	/// all.
	public synchronized Lap lap() {
		long now = this.ticker.nanos();
		Histogram served = this.durations.getIntervalHistogram(this.used);
		this.used = served;
		double seconds = (now - this.lapBegan) / 1e9;
		this.lapBegan = now;
		long total = served.getTotalCount();
		return new Lap((seconds > 0) ? total / seconds : 0,
				(total > 0) ? served.getValueAtPercentile(99) / 1_000.0 : null);
	}

	/// What was served in an interval.
	///
	/// @param p99Millis what 99 of 100 requests did not exceed; null where there were
	/// none
	public record Lap(double perSecond, @Nullable Double p99Millis) {
	}

}
