package dev.visitorboard.web;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many requests are served and how long they take. Costs a request one addition that waits for nobody: a count in
/// each of a fixed number of classes of duration.
@Component
public final class RequestMeter {

	/// The shortest durations, up to 65 µs, are one class; from there each doubling is
	/// divided in four, up to 69 s.
	private static final int FIRST_DOUBLING = 16;

	private static final int LAST_DOUBLING = 35;

	private static final int CLASSES = (LAST_DOUBLING - FIRST_DOUBLING + 1) * 4 + 1;

	private final LongAdder[] counts = Stream.generate(LongAdder::new).limit(CLASSES).toArray(LongAdder[]::new);

	private final Ticker ticker;

	private final long[] counted = new long[CLASSES];

	private long lapBegan;

	@Autowired
	RequestMeter() {
		this(System::nanoTime);
	}

	RequestMeter(Ticker ticker) {
		this.ticker = ticker;
		this.lapBegan = ticker.nanos();
	}

	/// Counts a request that took this long.
	void served(long nanos) {
		this.counts[classOf(nanos)].increment();
	}

	/// What was served since the last lap. For one caller, which so takes the time.
	public synchronized Lap lap() {
		long now = this.ticker.nanos();
		long[] served = new long[CLASSES];
		long total = 0;
		for (int i = 0; i < CLASSES; i++) {
			long count = this.counts[i].sum();
			served[i] = count - this.counted[i];
			total += served[i];
			this.counted[i] = count;
		}
		double seconds = (now - this.lapBegan) / 1e9;
		this.lapBegan = now;
		return new Lap((seconds > 0) ? total / seconds : 0, (total > 0) ? p99(served, total) : null);
	}

	private static double p99(long[] served, long total) {
		long below = (total * 99 + 99) / 100;
		int i = 0;
		for (long reached = served[0]; reached < below; reached += served[i]) {
			i++;
		}
		return longest(i) / 1e6;
	}

	private static int classOf(long nanos) {
		int doubling = 63 - Long.numberOfLeadingZeros(nanos | 1);
		if (doubling < FIRST_DOUBLING) {
			return 0;
		}
		if (doubling > LAST_DOUBLING) {
			return CLASSES - 1;
		}
		return (doubling - FIRST_DOUBLING) * 4 + (int) (nanos >>> (doubling - 2) & 3) + 1;
	}

	/// The longest duration of a class, in nanoseconds.
	private static long longest(int number) {
		int quarter = number + 3;
		return (quarter % 4 + 5L) << (quarter / 4 - 1 + FIRST_DOUBLING - 2);
	}

	/// What was served in an interval.
	///
	/// @param p99Millis what 99 of 100 requests did not exceed, at most a quarter too
	/// high; null where there were none
	public record Lap(double perSecond, @Nullable Double p99Millis) {
	}

}
