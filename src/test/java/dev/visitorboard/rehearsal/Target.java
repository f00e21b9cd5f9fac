package dev.visitorboard.rehearsal;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// An instance as the load balancer knows it, judged as an Application Load Balancer does: one good check makes a new
/// target healthy, two in a row turn one that is known.
public final class Target {

	private static final int THRESHOLD = 2;

	private final URI uri;

	private final AtomicInteger inFlight = new AtomicInteger();

	private State state = State.INITIAL;

	private int against;

	Target(URI uri) {
		this.uri = uri;
	}

	URI uri() {
		return this.uri;
	}

	/// Takes note of a health check.
	synchronized void checked(boolean good) {
		switch (this.state) {
			case INITIAL -> turn(good, State.HEALTHY, 1);
			case HEALTHY -> turn(!good, State.UNHEALTHY, THRESHOLD);
			case UNHEALTHY -> turn(good, State.HEALTHY, THRESHOLD);
			case DRAINING -> {
			}
		}
	}

	private void turn(boolean speaksForIt, State to, int needed) {
		this.against = speaksForIt ? this.against + 1 : 0;
		if (this.against >= needed) {
			this.state = to;
			this.against = 0;
		}
	}

	/// From here on it gets no new requests.
	synchronized void drain() {
		this.state = State.DRAINING;
	}

	public synchronized State state() {
		return this.state;
	}

	void begun() {
		this.inFlight.incrementAndGet();
	}

	void ended() {
		this.inFlight.decrementAndGet();
	}

	boolean isIdle() {
		return this.inFlight.get() == 0;
	}

	public enum State {

		INITIAL, HEALTHY, UNHEALTHY, DRAINING

	}

}
