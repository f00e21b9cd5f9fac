package dev.visitorboard.dynamodb;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of the table, written and read attribute by attribute.
public final class Item {

	/// The last moment that every calendar knows. A reader refuses a later one.
	public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final Map<String, AttributeValue> attributes;

	private Item(Map<String, AttributeValue> attributes) {
		this.attributes = attributes;
	}

	/// A new item, for a repository to put.
	public static Item of(String partition, String sort) {
		return new Item(new HashMap<>(BoardTable.key(partition, sort)));
	}

	/// What an item holds. It is empty for an item that cannot be read, such as one that
	/// another version wrote; the log tells of that once.
	/// @param reader reads the item by the methods below, whose exceptions mean that it
	/// cannot be read
	public static <T> Optional<T> read(Map<String, AttributeValue> attributes, Function<Item, T> reader) {
		Item item = new Item(attributes);
		try {
			return Optional.of(reader.apply(item));
		}
		catch (NullPointerException | IllegalArgumentException | DateTimeException _) {
			LeftOut.tell(item.text(BoardTable.PARTITION_KEY), item.text(BoardTable.SORT_KEY));
			return Optional.empty();
		}
	}

	/// Without a value there is no such attribute.
	public Item put(String name, @Nullable String text) {
		if (text != null) {
			this.attributes.put(name, AttributeValue.fromS(text));
		}
		return this;
	}

	/// Without a value there is no such attribute.
	public Item put(String name, @Nullable Number number) {
		if (number != null) {
			this.attributes.put(name, number(number));
		}
		return this;
	}

	/// The table forgets the item by itself after this moment.
	public Item expiresAt(Instant moment) {
		return put(BoardTable.EXPIRY, moment.getEpochSecond());
	}

	public Map<String, AttributeValue> attributes() {
		return this.attributes;
	}

	public static AttributeValue number(Number number) {
		return AttributeValue.fromN(number.toString());
	}

	public String text(String name) {
		return Objects.requireNonNull(textOrNull(name), name);
	}

	public @Nullable String textOrNull(String name) {
		AttributeValue value = this.attributes.get(name);
		return (value != null) ? value.s() : null;
	}

	public int integer(String name) {
		return Integer.parseInt(digits(name));
	}

	public long longNumber(String name) {
		return Long.parseLong(digits(name));
	}

	public double decimal(String name) {
		return Double.parseDouble(digits(name));
	}

	public @Nullable Double decimalOrNull(String name) {
		return this.attributes.containsKey(name) ? Double.valueOf(decimal(name)) : null;
	}

	private String digits(String name) {
		return Objects.requireNonNull(Objects.requireNonNull(this.attributes.get(name), name).n(), name);
	}

}
