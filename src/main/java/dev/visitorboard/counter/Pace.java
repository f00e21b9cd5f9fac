package dev.visitorboard.counter;

import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;

/// When a lane may write to the counter's item, learned from DynamoDB's answers.
///
/// Unthrottled, every lane writes as soon as it has something. Throttled, the first lane alone writes, at intervals
/// that double with each throttle and halve with each quarter of a second without one. So any number of instances
/// share what one item takes, which is 1,000 writes a second, without knowing of each other.
final class Pace {

	private static final long SHORTEST = Duration.ofMillis(4).toNanos();

	private static final long LONGEST = Duration.ofMillis(200).toNanos();

	private static final long RECOVERY = Duration.ofMillis(250).toNanos();

	private final Ticker ticker;

	/// Zero while nothing is throttled.
	private long interval;

	private long changedAt;

	Pace(Ticker ticker) {
		this.ticker = ticker;
	}

	synchronized void throttled() {
		recover();
		this.interval = Math.clamp(2 * this.interval, SHORTEST, LONGEST);
		this.changedAt = this.ticker.nanos();
	}

	/// The least time between two writes.
	synchronized Duration interval() {
		recover();
		return Duration.ofNanos(this.interval);
	}

	private void recover() {
		long quarters = (this.ticker.nanos() - this.changedAt) / RECOVERY;
		if (this.interval > 0 && quarters > 0) {
			long recovered = this.interval >> Math.min(quarters, Long.SIZE - 1);
			this.interval = (recovered >= SHORTEST) ? recovered : 0;
			this.changedAt += quarters * RECOVERY;
		}
	}

	/// @param first whether this lane writes also while the others hold back
	OfLane ofLane(boolean first) {
		return new OfLane(first);
	}

	/// The pace of one lane.
	final class OfLane {

		/// Of a round trip.
		private static final long GATHERING_SHARE = 10;

		private static final long LONGEST_GATHERING = Duration.ofMillis(1).toNanos();

		private final boolean first;

		private long wroteAt;

		/// How long the next batch may gather; zero after a visit that came alone.
		private long gathering;

		private OfLane(boolean first) {
			this.first = first;
		}

		boolean mayWrite() {
			return this.first || interval().isZero();
		}

		/// How long to wait before a batch is sealed. Under load a moment lets those come
		/// back together who were just answered together: fewer and larger batches are
		/// answered sooner.
		Duration untilNextWrite() {
			long least = interval().toNanos();
			long since = Pace.this.ticker.nanos() - this.wroteAt;
			return Duration.ofNanos(Math.max(this.gathering, this.first ? least - since : least));
		}

		void writes() {
			this.wroteAt = Pace.this.ticker.nanos();
		}

		void committed(int visits) {
			long roundTrip = Pace.this.ticker.nanos() - this.wroteAt;
			this.gathering = (visits > 1) ? Math.min(roundTrip / GATHERING_SHARE, LONGEST_GATHERING) : 0;
		}

		/// How long to wait at most before the throttled batch is sent again.
		Duration throttled() {
			Pace.this.throttled();
			return interval();
		}

	}

}
