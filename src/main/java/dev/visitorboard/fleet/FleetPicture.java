package dev.visitorboard.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/// The fleet at a moment, as one reader saw it.
///
/// @param at the table's time
/// @param members all who are alive and who left or fell silent lately
record FleetPicture(Instant at, List<Member> members) {

	long serving() {
		return this.members.stream().filter((member) -> member.state() == State.SERVING).count();
	}

	/// Of those who serve, as an Auto Scaling Group takes it; empty where it is not
	/// known of any.
	OptionalDouble meanCpu() {
		return this.members.stream()
			.filter((member) -> member.state() == State.SERVING)
			.map((member) -> member.heartbeat().load().cpu())
			.filter(Objects::nonNull)
			.mapToDouble(Double::doubleValue)
			.average();
	}

	/// Of all who are alive.
	double requestsPerSecond() {
		return this.members.stream()
			.filter((member) -> member.state().isAlive())
			.mapToDouble((member) -> member.heartbeat().load().requestsPerSecond())
			.sum();
	}

}
