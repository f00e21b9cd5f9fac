package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.Item;
import dev.visitorboard.instance.Instance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A heartbeat as it lies in the table, in less than the kilobyte that a write unit pays for.
final class HeartbeatItem {

	static final String NUMBER = "n";

	/// Long enough for everybody who shows it for a minute.
	private static final Duration KEPT = Duration.ofMinutes(30);

	private HeartbeatItem() {
	}

	static Map<String, AttributeValue> of(Heartbeat heartbeat) {
		Instance instance = heartbeat.instance();
		Load load = heartbeat.load();
		return Item.of(FleetRepository.PARTITION, heartbeat.life())
			.expiresAt(heartbeat.at().plus(KEPT))
			.put(NUMBER, heartbeat.number())
			.put("lastSeen", heartbeat.at().toString())
			.put("state", heartbeat.state().code())
			.put("instance", instance.id())
			.put("zone", instance.zone())
			.put("type", instance.type())
			.put("version", instance.version())
			.put("boot", instance.timeline())
			.put("startedAt", heartbeat.startedAt().toString())
			.put("start", heartbeat.startSeconds())
			.put("cpu", load.cpu())
			.put("requestsPerSecond", load.requestsPerSecond())
			.put("inFlight", load.inFlight())
			.put("p99Millis", load.p99Millis())
			.attributes();
	}

	/// Empty for an item of another kind, or of a version that writes another form.
	static Optional<Heartbeat> read(Map<String, AttributeValue> attributes) {
		return Item.read(attributes, (item) -> {
			Instance instance = new Instance(item.text("instance"), item.textOrNull("zone"), item.textOrNull("type"),
					item.text("version"), item.text("boot"));
			Load load = new Load(item.decimalOrNull("cpu"), item.decimal("requestsPerSecond"), item.integer("inFlight"),
					item.decimalOrNull("p99Millis"));
			return new Heartbeat(item.text(BoardTable.SORT_KEY), item.longNumber(NUMBER), moment(item.text("lastSeen")),
					InstanceState.valueOf(item.text("state").toUpperCase(Locale.ROOT)), instance,
					moment(item.text("startedAt")), item.decimalOrNull("start"), load);
		});
	}

	private static Instant moment(String text) {
		Instant moment = Instant.parse(text);
		if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Item.LATEST)) {
			throw new IllegalArgumentException(text);
		}
		return moment;
	}

}
