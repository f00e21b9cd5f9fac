package dev.visitorboard.board;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.LeftOut;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The numbers of messages of the days that are final, as they lie in the table.
///
/// @param until the first day that is not final
/// @param numbers of the days before it; one without messages may be missing
record MessageDayItem(LocalDate until, Map<LocalDate, Long> numbers) {

	static final String PARTITION = "BOARD#days";

	static final String SORT = "FINAL";

	static final String UNTIL = "until";

	private static final String NUMBERS = "numbers";

	/// Empty where there is none, and where another version or a hand wrote what cannot
	/// be read.
	static Optional<MessageDayItem> read(Map<String, AttributeValue> item) {
		if (item.isEmpty()) {
			return Optional.empty();
		}
		try {
			LocalDate until = LocalDate.parse(Objects.requireNonNull(value(item, UNTIL).s()));
			return Optional.of(new MessageDayItem(until,
					value(item, NUMBERS).m()
						.entrySet()
						.stream()
						.collect(Collectors.toMap((day) -> LocalDate.parse(day.getKey()),
								(day) -> Long.valueOf(Objects.requireNonNull(day.getValue().n()))))));
		}
		catch (NullPointerException | IllegalArgumentException | DateTimeException _) {
			LeftOut.tell(PARTITION, SORT);
			return Optional.empty();
		}
	}

	Map<String, AttributeValue> attributes() {
		Map<String, AttributeValue> days = this.numbers.entrySet()
			.stream()
			.collect(Collectors.toMap((day) -> day.getKey().toString(),
					(day) -> AttributeValue.fromN(day.getValue().toString())));
		return Map.of(BoardTable.PARTITION_KEY, AttributeValue.fromS(PARTITION), BoardTable.SORT_KEY,
				AttributeValue.fromS(SORT), UNTIL, AttributeValue.fromS(this.until.toString()), NUMBERS,
				AttributeValue.fromM(days));
	}

	private static AttributeValue value(Map<String, AttributeValue> item, String name) {
		return Objects.requireNonNull(item.get(name), name);
	}

}
