package dev.visitorboard.lifecycle;

/// What runs by itself, in the order in which it starts. It stops in the opposite order.
public enum Phase {

	/// Requests are logged until all else has ended.
	LOG(0),

	/// The table is tried before anything that needs it starts.
	TABLE_CHECK(1),

	/// Metrics are sent until the last visit is counted.
	METRICS(2),

	/// Visits are counted, and the count is recorded, until the last request is answered.
	COUNTER(3),

	/// The fleet hears that this instance leaves while visits are still counted.
	HEARTBEATS(4),

	/// Starts after Spring's web server, so it is the first thing a stop waits for: the
	/// load balancer has to notice that this instance leaves.
	DRAIN(Integer.MAX_VALUE);

	private final int order;

	Phase(int order) {
		this.order = order;
	}

	/// For [org.springframework.context.SmartLifecycle#getPhase()]. Spring's own thread
	/// pools and its web server lie between the last two.
	@SuppressWarnings("EnumOrdinal")
	public int order() {
		return this.order;
	}

}
