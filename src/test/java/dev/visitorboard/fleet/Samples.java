package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.instance.Instance;

/// Heartbeats as instances would write them.
final class Samples {

	static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private Samples() {
	}

	/// The first heartbeat of an instance that serves since a minute before noon.
	static Heartbeat heartbeat(String id) {
		Instance instance = new Instance(id, "eu-central-1a", "t3.small", "5229fc5", "packages=21,clone=2,build=38");
		return new Heartbeat(id + ".1", 1, NOON, InstanceState.SERVING, instance, NOON.minusSeconds(60), 9.0,
				new Load(0.42, 12.5, 3, 8.2));
	}

	/// A later one of the same life.
	/// @param after how long after noon
	static Heartbeat later(Heartbeat first, Duration after, InstanceState state) {
		return new Heartbeat(first.life(), first.number() + 1 + after.toSeconds(), NOON.plus(after), state,
				first.instance(), first.startedAt(), first.startSeconds(), first.load());
	}

	/// The first of another life of the same instance.
	static Heartbeat restarted(Heartbeat first, Duration after) {
		return new Heartbeat(first.life() + "2", 1, NOON.plus(after), InstanceState.STARTING, first.instance(),
				NOON.plus(after), null, first.load());
	}

	/// With the same load but for these.
	static Heartbeat with(Heartbeat first, InstanceState state, Double cpu, double requestsPerSecond) {
		return new Heartbeat(first.life(), first.number(), first.at(), state, first.instance(), first.startedAt(),
				first.startSeconds(), new Load(cpu, requestsPerSecond, 0, null));
	}

}
