package dev.visitorboard.board.page;

import java.util.Objects;
import java.util.stream.Collectors;

import dev.visitorboard.board.Message;
import dev.visitorboard.instance.Face;
import dev.visitorboard.web.Age;
import org.jspecify.annotations.Nullable;

/// The board as plain text, for terminals. No message can move a cursor, since control characters are taken out of it.
final class BoardText {

	private BoardText() {
	}

	/// @param self the instance that answers
	static String of(BoardSnapshot board, Face self) {
		return board.slice()
			.messages()
			.stream()
			.map(BoardText::message)
			.collect(Collectors.joining("", head(board, self), tail(board)));
	}

	private static String head(BoardSnapshot board, Face self) {
		String visitors = (board.count() == null) ? "Visitors: unknown" : "Visitors: " + board.count();
		return visitors + "; served by " + self.inText() + outdated(board.age()) + "\n\n";
	}

	private static String outdated(@Nullable Age age) {
		return (age == null) ? ""
				: "; the table does not answer, so this is %d %s old".formatted(age.amount(), age.unit());
	}

	private static String message(Message message) {
		return "%s  %s  (served by %s)%n%s%n%n".formatted(message.postedAt(),
				Objects.requireNonNullElse(message.name(), "someone"), message.face().inText(),
				message.text().indent(2).stripTrailing());
	}

	private static String tail(BoardSnapshot board) {
		return (board.slice().next() == null) ? "" : "Older messages: /?before=" + board.slice().next() + "\n";
	}

}
