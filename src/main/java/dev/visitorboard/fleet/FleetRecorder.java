package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Component;

/// Keeps what the fleet does, a point every ten seconds. The instance that has run longest does it, so that only one
/// pays for the write. Where two think that it is theirs, the first one's point stays.
@Component
class FleetRecorder {

	/// An instance that missed a heartbeat may be dead, so the next in line steps in.
	private static final Duration PUNCTUAL = FleetLoop.EVERY.plus(Fleet.FRESH);

	private final FleetHistoryRepository history;

	private final OwnHeartbeat own;

	private Instant tried = Instant.EPOCH;

	FleetRecorder(FleetHistoryRepository history, OwnHeartbeat own) {
		this.history = history;
		this.own = own;
	}

	/// Records what was seen, if that is this instance's to do. For one thread.
	/// @throws StoreUnavailableException when the table does not answer
	void record(FleetPicture picture) {
		FleetPoint point = FleetPoint.of(picture);
		if (point.begin().isAfter(this.tried) && isOurs(picture)) {
			this.tried = point.begin();
			this.history.record(point);
		}
	}

	private boolean isOurs(FleetPicture picture) {
		return picture.members()
			.stream()
			.filter((member) -> member.state().isAlive() && member.age().compareTo(PUNCTUAL) <= 0)
			.findFirst()
			.filter((oldest) -> oldest.heartbeat().life().equals(this.own.life()))
			.isPresent();
	}

}
