package dev.visitorboard.fleet;

import java.util.List;
import java.util.Objects;

import dev.visitorboard.fleet.drill.Drill;
import dev.visitorboard.instance.Face;

/// The fleet in a line, for pages about something else: which instances are alive, and where.
///
/// @param zones of those that serve
/// @param drill the intensity of the drill that is on, in percent; 0 where there is none
public record FleetStrip(int serving, List<String> zones, List<Spot> instances, int drill) {

	static final FleetStrip UNKNOWN = new FleetStrip(0, List.of(), List.of(), 0);

	/// The line about a picture.
	/// @param self the id of this instance
	public static FleetStrip of(FleetPicture picture, String self) {
		List<String> zones = picture.members()
			.stream()
			.filter((member) -> member.state() == InstanceState.SERVING)
			.map((member) -> member.heartbeat().instance().zone())
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
		List<Spot> alive = picture.members()
			.stream()
			.filter((member) -> member.state().isAlive())
			.map((member) -> new Spot(member.id(), member.state().code(), member.state().shape(),
					member.id().equals(self)))
			.toList();
		return new FleetStrip(picture.serving(), zones, alive,
				picture.drill()
					.filter((drill) -> drill.endsAt().isAfter(picture.at()))
					.map(Drill::intensity)
					.orElse(0));
	}

	/// Whether the instance that answers is among them; it may not have read of itself
	/// yet.
	public boolean hasSelf() {
		return this.instances.stream().anyMatch(Spot::self);
	}

	/// One instance.
	///
	/// @param shape the path that stands for its state, in a square of 16
	/// @param self whether it is the one that answers
	public record Spot(String id, String state, String shape, boolean self) {

		public Face face() {
			return new Face(this.id);
		}

	}

}
