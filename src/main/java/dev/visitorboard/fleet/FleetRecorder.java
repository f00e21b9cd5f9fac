package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Component;

/// Keeps what the fleet does, a slot at a time. Whoever has run longest does it, so that only one pays for the write;
/// where two think it is theirs, the first one's stays.
@Component
class FleetRecorder {

	/// Who missed a heartbeat may be dead, and the next in line steps in.
	private static final Duration PUNCTUAL = Heartbeats.EVERY.plus(Fleet.FRESH);

	private final Fleet fleet;

	private final FleetHistoryRepository history;

	private final OwnLife life;

	private Instant tried = Instant.EPOCH;

	FleetRecorder(Fleet fleet, FleetHistoryRepository history, OwnLife life) {
		this.fleet = fleet;
		this.history = history;
		this.life = life;
	}

	/// Looks at the fleet and records what it sees, if that is this instance's to do.
	/// Not for several threads at a time.
	/// @throws StoreUnavailableException when the table does not answer
	void look() {
		FleetPicture picture = this.fleet.picture();
		FleetPoint point = FleetPoint.of(picture);
		if (point.slot().isAfter(this.tried) && isOurs(picture)) {
			this.tried = point.slot();
			this.history.record(point);
		}
	}

	/// Looks at the fleet as it is now.
	/// @throws StoreUnavailableException when the table does not answer
	void lookAnew() {
		this.fleet.pictureAnew();
	}

	private boolean isOurs(FleetPicture picture) {
		return picture.members()
			.stream()
			.filter((member) -> member.state().isAlive() && member.age().compareTo(PUNCTUAL) <= 0)
			.findFirst()
			.filter((oldest) -> oldest.heartbeat().life().equals(this.life.id()))
			.isPresent();
	}

}
