package dev.visitorboard.board;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import org.jspecify.annotations.Nullable;

/// What the template shows, in the words of one language. Equal views make equal pages.
///
/// @param count visitors so far; null where they are not known
/// @param age how old all this is if the table does not answer; null if it is current
/// @param fleet the instances that are there
/// @param newest whether this is the newest page
/// @param next cursor of the page with older messages; null on the last page
record BoardView(Locale locale, Instance instance, FleetStrip fleet, @Nullable Long count, @Nullable Age age,
		boolean newest, List<Row> rows, @Nullable String next) {

	static BoardView of(Slice slice, boolean newest, @Nullable Long count, @Nullable Age age, Instance instance,
			FleetStrip fleet, Locale locale) {
		DateTimeFormatter shown = timeFormat(locale);
		List<Row> rows = slice.messages().stream().map((message) -> Row.of(message, shown)).toList();
		MessageId next = slice.next();
		return new BoardView(locale, instance, fleet, count, age, newest, rows,
				(next != null) ? next.toString() : null);
	}

	static DateTimeFormatter timeFormat(Locale locale) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(locale)
			.withZone(ZoneOffset.UTC);
	}

	/// @param postedAt in ISO 8601, for the reader's own zone to be applied to
	/// @param postedAtUtc for readers without the script
	record Row(String id, String text, @Nullable String name, String postedAt, String postedAtUtc, String instance) {

		static Row of(Message message, DateTimeFormatter shown) {
			Post post = message.post();
			return new Row(message.id().toString(), post.text(), post.name(), message.postedAt().toString(),
					shown.format(message.postedAt()) + " UTC", message.instance());
		}

	}

}
