package dev.visitorboard.lifecycle;

/// A clock that never runs backwards and says nothing but how long something took. Tests turn it by hand.
@FunctionalInterface
public interface Ticker {

	/// Nanoseconds since some moment, as [System#nanoTime()] has them.
	long nanos();

}
