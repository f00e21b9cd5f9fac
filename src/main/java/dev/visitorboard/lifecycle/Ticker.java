package dev.visitorboard.lifecycle;

import java.time.Duration;

/// A clock that never runs backwards and says nothing but how long something took. Tests turn it by hand.
@FunctionalInterface
public interface Ticker {

	/// Nanoseconds since some moment, as [System#nanoTime()] has them.
	long nanos();

	/// Waits until this clock is so much further.
	default void sleep(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

}
