package dev.visitorboard.testing.faults;

import java.time.Duration;
import java.util.Optional;

/// What the proxy does to one request.
///
/// @param delay before anything else happens
/// @param again how long after that the same bytes go to DynamoDB once more, on a connection of their own and with the
/// answer thrown away; after a fate that doesn't forward, it is the one time that they arrive
public record Fault(Fate fate, Duration delay, Optional<Duration> again) {

	public static final Fault PASS = new Fault(Fate.PASSED);

	public static final Fault LOSE_RESPONSE = new Fault(Fate.RESPONSE_LOST);

	public static final Fault LOSE_REQUEST = new Fault(Fate.REQUEST_LOST);

	public static final Fault INTERNAL_ERROR = new Fault(Fate.FAILED);

	public static final Fault THROTTLE = new Fault(Fate.THROTTLED);

	public static final Fault BLACK_HOLE = new Fault(Fate.SWALLOWED);

	public Fault {
		if (delay.isNegative() || again.filter(Duration::isNegative).isPresent()) {
			throw new IllegalArgumentException("Time does not run backwards: " + delay + ", " + again);
		}
	}

	private Fault(Fate fate) {
		this(fate, Duration.ZERO, Optional.empty());
	}

	/// This fault, so much later than it would have been.
	public Fault delayedBy(Duration more) {
		return new Fault(this.fate, this.delay.plus(more), this.again);
	}

	public Fault deliveredAgainAfter(Duration pause) {
		return new Fault(this.fate, this.delay, Optional.of(pause));
	}

}
