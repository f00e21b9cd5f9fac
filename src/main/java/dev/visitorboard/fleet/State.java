package dev.visitorboard.fleet;

import java.util.Locale;

/// Where an instance is in its life.
enum State {

	/// Running, but not ready for visitors.
	STARTING,

	SERVING,

	/// Asked to stop, and still serving until the load balancer has noticed.
	DRAINING,

	/// Stopped as planned.
	LEFT,

	/// Fell silent without a word. No instance says so of itself.
	LOST;

	boolean isAlive() {
		return this == STARTING || this == SERVING || this == DRAINING;
	}

	/// The word for it in the table, in JSON, and in keys and classes of the page.
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
