package dev.visitorboard.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.visitorboard.fleet.drill.Drill;
import org.jspecify.annotations.Nullable;

/// The fleet at a moment, as this instance read it.
///
/// @param at the table's time
/// @param members all who are alive, and who left or fell silent lately
/// @param drill the last one that was started
/// @param begunAt when the read began, by this process's ticker
public record FleetPicture(Instant at, List<Member> members, Optional<Drill> drill, long begunAt) {

	public int serving() {
		return (int) this.members.stream().filter((member) -> member.state() == InstanceState.SERVING).count();
	}

	/// The mean of those that serve, as an Auto Scaling group takes it, to a thousandth;
	/// null where none knows its own.
	public @Nullable Double meanCpu() {
		OptionalDouble mean = this.members.stream()
			.filter((member) -> member.state() == InstanceState.SERVING)
			.map((member) -> member.heartbeat().load().cpu())
			.filter(Objects::nonNull)
			.mapToDouble(Double::doubleValue)
			.average();
		return mean.isPresent() ? Math.round(mean.getAsDouble() * 1_000) / 1_000.0 : null;
	}

	/// Of all that are alive, to a tenth.
	public double requestsPerSecond() {
		double sum = this.members.stream()
			.filter((member) -> member.state().isAlive())
			.mapToDouble((member) -> member.heartbeat().load().requestsPerSecond())
			.sum();
		return Math.round(sum * 10) / 10.0;
	}

}
