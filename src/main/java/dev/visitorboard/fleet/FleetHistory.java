package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;

import org.springframework.stereotype.Service;

/// What the fleet did lately, read only while somebody watches, and no more often than it changes.
@Service
public class FleetHistory {

	public static final Duration LENGTH = Duration.ofMinutes(30);

	private final SharedRead<List<FleetPoint>> points;

	FleetHistory(FleetHistoryRepository repository, TableClock clock, SharedReadFactory reads) {
		this.points = reads.current(() -> {
			Instant now = clock.now();
			return repository.recorded(now.minus(LENGTH), now);
		});
	}

	/// The last half hour, as far as it is known. While the table does not answer it is
	/// the latest that was read, or nothing.
	public List<FleetPoint> points() {
		try {
			return this.points.orLatest(FleetPoint.LENGTH).value();
		}
		catch (StoreUnavailableException _) {
			return List.of();
		}
	}

}
