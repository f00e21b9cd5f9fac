package dev.visitorboard.fleet;

import java.time.Duration;

/// An instance as a reader sees it.
///
/// @param heartbeat the last one
/// @param state what it said of itself, or lost if it has fallen silent
/// @param age of the last heartbeat
public record Member(Heartbeat heartbeat, InstanceState state, Duration age) {

	public String id() {
		return this.heartbeat.instance().id();
	}

}
