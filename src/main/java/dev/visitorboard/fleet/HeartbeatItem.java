package dev.visitorboard.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A heartbeat as it lies in the table, in less than the kilobyte that a write unit pays for.
final class HeartbeatItem {

	static final String NUMBER = "n";

	/// Long enough to be read by everyone who shows it for a minute.
	private static final Duration KEPT = Duration.ofMinutes(30);

	/// The last moment that every calendar knows.
	static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private HeartbeatItem() {
	}

	static Map<String, AttributeValue> of(Heartbeat heartbeat) {
		Instance instance = heartbeat.instance();
		Load load = heartbeat.load();
		Map<String, AttributeValue> item = new HashMap<>(BoardTable.key(FleetRepository.PARTITION, heartbeat.life()));
		item.put(BoardTable.EXPIRY, number(heartbeat.at().plus(KEPT).getEpochSecond()));
		item.put(NUMBER, number(heartbeat.number()));
		item.put("lastSeen", AttributeValue.fromS(heartbeat.at().toString()));
		item.put("state", AttributeValue.fromS(heartbeat.state().code()));
		item.put("instance", AttributeValue.fromS(instance.id()));
		item.put("version", AttributeValue.fromS(instance.version()));
		item.put("boot", AttributeValue.fromS(instance.timeline()));
		item.put("startedAt", AttributeValue.fromS(heartbeat.startedAt().toString()));
		item.put("requestsPerSecond", number(load.requestsPerSecond()));
		item.put("inFlight", number(load.inFlight()));
		put(item, "zone", instance.zone());
		put(item, "type", instance.type());
		put(item, "start", heartbeat.startSeconds());
		put(item, "cpu", load.cpu());
		put(item, "p99Millis", load.p99Millis());
		return item;
	}

	/// The heartbeat that an item holds; empty for any other item, and for one of a
	/// version that writes another form.
	static Optional<Heartbeat> parse(Map<String, AttributeValue> item) {
		try {
			Instance instance = new Instance(text(item, "instance"), textOrNull(item, "zone"), textOrNull(item, "type"),
					text(item, "version"), text(item, "boot"));
			Load load = new Load(numberOrNull(item, "cpu"), Double.parseDouble(digits(item, "requestsPerSecond")),
					Integer.parseInt(digits(item, "inFlight")), numberOrNull(item, "p99Millis"));
			return Optional.of(new Heartbeat(text(item, BoardTable.SORT_KEY), Long.parseLong(digits(item, NUMBER)),
					moment(item, "lastSeen"), State.valueOf(text(item, "state").toUpperCase(Locale.ROOT)), instance,
					moment(item, "startedAt"), numberOrNull(item, "start"), load));
		}
		catch (NullPointerException | IllegalArgumentException | DateTimeException _) {
			LeftOut.tell(FleetRepository.PARTITION, text(item, BoardTable.SORT_KEY));
			return Optional.empty();
		}
	}

	private static Instant moment(Map<String, AttributeValue> item, String name) {
		Instant moment = Instant.parse(text(item, name));
		if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST)) {
			throw new IllegalArgumentException(name);
		}
		return moment;
	}

	private static AttributeValue number(Number number) {
		return AttributeValue.fromN(number.toString());
	}

	private static void put(Map<String, AttributeValue> item, String name, @Nullable String text) {
		if (text != null) {
			item.put(name, AttributeValue.fromS(text));
		}
	}

	private static void put(Map<String, AttributeValue> item, String name, @Nullable Double number) {
		if (number != null) {
			item.put(name, number(number));
		}
	}

	private static String text(Map<String, AttributeValue> item, String name) {
		return Objects.requireNonNull(textOrNull(item, name));
	}

	private static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		return (value != null) ? value.s() : null;
	}

	private static String digits(Map<String, AttributeValue> item, String name) {
		return Objects.requireNonNull(Objects.requireNonNull(item.get(name)).n());
	}

	private static @Nullable Double numberOrNull(Map<String, AttributeValue> item, String name) {
		return item.containsKey(name) ? Double.valueOf(digits(item, name)) : null;
	}

}
