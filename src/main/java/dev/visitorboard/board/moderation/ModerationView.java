package dev.visitorboard.board.moderation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.visitorboard.board.Message;
import dev.visitorboard.board.Message.State;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import dev.visitorboard.instance.Face;
import dev.visitorboard.web.UtcTime;
import org.jspecify.annotations.Nullable;

/// What an instructor's page shows, in the words of one language.
///
/// @param before the cursor of this page; null for the newest
/// @param next the cursor of the page with older messages; null on the last
record ModerationView(Locale locale, @Nullable String before, List<Row> rows, @Nullable String next) {

	static ModerationView of(Slice slice, @Nullable MessageId before, Locale locale) {
		UtcTime utc = new UtcTime(locale);
		Map<String, Long> shown = slice.messages()
			.stream()
			.filter((message) -> message.state() == State.SHOWN)
			.map(Message::name)
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy((name) -> name, Collectors.counting()));
		List<Row> rows = slice.messages().stream().map((message) -> Row.of(message, shown, utc)).toList();
		MessageId next = slice.next();
		return new ModerationView(locale, (before != null) ? before.toString() : null, rows,
				(next != null) ? next.toString() : null);
	}

	/// @param text empty once its author has deleted the message
	/// @param namesakes how many messages of this page are shown under its name, this one
	/// among them; 0 where it is not shown or has no name
	record Row(String id, State state, String text, @Nullable String name, String postedAt, String postedAtUtc,
			Face face, long namesakes) {

		static Row of(Message message, Map<String, Long> shown, UtcTime utc) {
			String name = message.name();
			long namesakes = (name != null && message.state() == State.SHOWN) ? shown.getOrDefault(name, 0L) : 0;
			return new Row(message.id().toString(), message.state(), message.text(), name,
					message.postedAt().toString(), utc.of(message.postedAt()), message.face(), namesakes);
		}

	}

}
