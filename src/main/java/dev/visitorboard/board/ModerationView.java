package dev.visitorboard.board;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.visitorboard.board.ModeratedMessage.State;
import org.jspecify.annotations.Nullable;

/// What an instructor's page shows, in the words of one language.
///
/// @param before the cursor of this page; null for the newest
/// @param next the cursor of the page with older messages; null on the last
record ModerationView(Locale locale, @Nullable String before, List<Row> rows, @Nullable String next) {

	static ModerationView of(ModeratedSlice slice, @Nullable MessageId before, Locale locale) {
		DateTimeFormatter shown = BoardView.timeFormat(locale);
		List<Row> rows = slice.messages().stream().map((message) -> Row.of(message, shown)).toList();
		MessageId next = slice.next();
		return new ModerationView(locale, (before != null) ? before.toString() : null, rows,
				(next != null) ? next.toString() : null);
	}

	/// @param text null once its author has deleted the message
	record Row(String id, State state, @Nullable String text, @Nullable String name, String postedAt,
			String postedAtUtc, String instance) {

		static Row of(ModeratedMessage message, DateTimeFormatter shown) {
			Post post = message.post();
			return new Row(message.id().toString(), message.state(), (post != null) ? post.text() : null,
					(post != null) ? post.name() : null, message.postedAt().toString(),
					shown.format(message.postedAt()) + " UTC", message.instance());
		}

	}

}
