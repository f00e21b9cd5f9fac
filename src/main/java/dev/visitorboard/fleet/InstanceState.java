package dev.visitorboard.fleet;

import java.util.Locale;

/// Where an instance is in its life. Each state has a shape of its own, since not everybody tells their colours apart.
public enum InstanceState {

	/// Running, but not ready for visitors.
	STARTING("M8 2 14 13H2Z"),

	SERVING("M8 1a7 7 0 1 0 0 14 7 7 0 1 0 0-14Z"),

	/// Asked to stop, and still serving until the load balancer has noticed.
	DRAINING("M1 8h14a7 7 0 0 1-14 0Z"),

	/// Stopped as planned.
	LEFT("M2 2h12v12H2ZM4 4v8h8V4Z"),

	/// Fell silent without a word. No instance says so of itself.
	LOST("M2 4 4 2l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4Z");

	private final String shape;

	InstanceState(String shape) {
		this.shape = shape;
	}

	public boolean isAlive() {
		return this == STARTING || this == SERVING || this == DRAINING;
	}

	/// The word for it in the table, in JSON, and in keys and classes of the page.
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/// The path of an SVG in a square of 16.
	public String shape() {
		return this.shape;
	}

}
