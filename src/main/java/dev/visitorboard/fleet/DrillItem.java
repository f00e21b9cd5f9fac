package dev.visitorboard.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The one item that a drill is: it lies among the heartbeats, so that reading those reads it.
final class DrillItem {

	static final String SORT = "DRILL";

	static final String ID = "id";

	/// In milliseconds since 1970, which a condition can compare. A drill that was
	/// cancelled has none.
	static final String ENDS_AT = "endsAt";

	private static final String INTENSITY = "intensity";

	private static final String LENGTH = "seconds";

	private static final Duration KEPT = Duration.ofHours(1);

	private DrillItem() {
	}

	/// Whether this is the drill, among the other items of the fleet.
	static boolean isOne(Map<String, AttributeValue> item) {
		return AttributeValue.fromS(SORT).equals(item.get(BoardTable.SORT_KEY));
	}

	static Map<String, AttributeValue> of(Drill drill) {
		return Map.of(BoardTable.PARTITION_KEY, AttributeValue.fromS(FleetRepository.PARTITION), BoardTable.SORT_KEY,
				AttributeValue.fromS(SORT), ID, AttributeValue.fromS(drill.id()), INTENSITY, number(drill.intensity()),
				LENGTH, number(drill.length().toSeconds()), ENDS_AT, number(drill.endsAt().toEpochMilli()),
				BoardTable.EXPIRY, number(drill.endsAt().plus(KEPT).getEpochSecond()));
	}

	/// Reads the item; empty for one that was cancelled, or where another version wrote
	/// what this one cannot read, and then nothing is burnt.
	static Optional<Drill> read(Map<String, AttributeValue> item) {
		if (!item.containsKey(ENDS_AT)) {
			return Optional.empty();
		}
		try {
			Instant endsAt = Instant.ofEpochMilli(Long.parseLong(of(item, ENDS_AT).n()));
			if (endsAt.isAfter(HeartbeatItem.LATEST)) {
				throw new IllegalArgumentException(ENDS_AT);
			}
			return Optional
				.of(new Drill(Objects.requireNonNull(of(item, ID).s()), Integer.parseInt(of(item, INTENSITY).n()),
						Duration.ofSeconds(Long.parseLong(of(item, LENGTH).n())), endsAt));
		}
		catch (IllegalArgumentException | NullPointerException | DateTimeException _) {
			LeftOut.tell(FleetRepository.PARTITION, SORT);
			return Optional.empty();
		}
	}

	static AttributeValue number(long number) {
		return AttributeValue.fromN(Long.toString(number));
	}

	private static AttributeValue of(Map<String, AttributeValue> item, String attribute) {
		return Objects.requireNonNull(item.get(attribute), attribute);
	}

}
