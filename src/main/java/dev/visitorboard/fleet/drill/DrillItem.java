package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The one item that a drill is.
public final class DrillItem {

	/// The drill lies among the heartbeats, so that the query that reads those reads it
	/// too.
	public static final String PARTITION = "FLEET";

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
	public static boolean isOne(Map<String, AttributeValue> item) {
		return AttributeValue.fromS(SORT).equals(item.get(BoardTable.SORT_KEY));
	}

	static Map<String, AttributeValue> of(Drill drill) {
		return Item.of(PARTITION, SORT)
			.expiresAt(drill.endsAt().plus(KEPT))
			.put(ID, drill.id())
			.put(INTENSITY, drill.intensity())
			.put(LENGTH, drill.length().toSeconds())
			.put(ENDS_AT, drill.endsAt().toEpochMilli())
			.attributes();
	}

	/// Empty for a drill that was cancelled, and for one that another version wrote in a
	/// form that this one cannot read: then nothing is burnt.
	public static Optional<Drill> read(Map<String, AttributeValue> attributes) {
		if (!attributes.containsKey(ENDS_AT)) {
			return Optional.empty();
		}
		return Item.read(attributes, (item) -> {
			Instant endsAt = Instant.ofEpochMilli(item.longNumber(ENDS_AT));
			if (endsAt.isAfter(Item.LATEST)) {
				throw new IllegalArgumentException(ENDS_AT);
			}
			return new Drill(item.text(ID), item.integer(INTENSITY), Duration.ofSeconds(item.longNumber(LENGTH)),
					endsAt);
		});
	}

}
