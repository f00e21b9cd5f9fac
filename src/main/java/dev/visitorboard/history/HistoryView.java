package dev.visitorboard.history;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import dev.visitorboard.history.History.Day;
import dev.visitorboard.history.History.Past;
import dev.visitorboard.web.Bars;
import dev.visitorboard.web.UtcTime;
import org.jspecify.annotations.Nullable;

/// What the template shows. Equal views make equal pages.
record HistoryView(long count, boolean outdated, List<Panel> panels) {

	static HistoryView of(Past past, Locale locale) {
		DateTimeFormatter date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
		UtcTime time = new UtcTime(locale);
		List<Row> hours = past.hours()
			.stream()
			.map((hour) -> new Row(time.of(hour.from()), hour.from().toString(), hour.visits()))
			.toList();
		return new HistoryView(past.count(), past.outdated(),
				List.of(Panel.of("hours", hours), Panel.of("days", days(past, Day::visits, date)),
						Panel.of("messages", days(past, Day::messages, date))));
	}

	private static List<Row> days(Past past, Function<Day, @Nullable Long> number, DateTimeFormatter date) {
		return past.days()
			.stream()
			.map((day) -> new Row(date.format(day.day()), day.day().toString(), number.apply(day)))
			.toList();
	}

	/// One drawing with its table.
	///
	/// @param name completes the keys of its texts
	/// @param rows newest first
	/// @param sum of all that is known
	record Panel(String name, Bars bars, List<Row> rows, long sum) {

		static Panel of(String name, List<Row> oldestFirst) {
			List<Long> numbers = oldestFirst.stream()
				.map((row) -> Objects.requireNonNullElse(row.number(), 0L))
				.toList();
			return new Panel(name, Bars.of(numbers), oldestFirst.reversed(),
					numbers.stream().mapToLong(Long::longValue).sum());
		}

		/// The oldest one.
		public Row first() {
			return this.rows.getLast();
		}

		/// Hours are shown in the reader's own zone; days are those of UTC for everybody.
		public boolean isByTheHour() {
			return this.name.equals("hours");
		}

	}

	/// @param time in the words of the language
	/// @param iso the same for the script
	/// @param number null where it is not known
	record Row(String time, String iso, @Nullable Long number) {
	}

}
