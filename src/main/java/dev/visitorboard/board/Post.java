package dev.visitorboard.board;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.visitorboard.board.VisitorText.Flaw;
import org.jspecify.annotations.Nullable;

/// What a visitor wants on the board.
///
/// @param text 1 to 500 code points, which is at most 2,000 bytes
/// @param name 1 to 50 code points on one line; null for "someone"
public record Post(String text, @Nullable String name) {

	public static final int LONGEST_TEXT = 500;

	public static final int LONGEST_NAME = 50;

	/// What is left of the words of a deleted message.
	static final Post GONE = new Post("", null);

	/// What a visitor typed, by the rules for it.
	/// @throws InvalidPostException naming every field that was refused and why
	public static Post of(@Nullable String typedText, @Nullable String typedName) {
		String text = VisitorText.clean(typedText);
		String name = VisitorText.clean(typedName).replace('\n', ' ');
		Map<String, Flaw> flaws = new TreeMap<>();
		VisitorText.flaw(text, LONGEST_TEXT).ifPresent((flaw) -> flaws.put("message", flaw));
		Optional<Flaw> nameFlaw = VisitorText.flaw(name, LONGEST_NAME);
		nameFlaw.filter((flaw) -> flaw != Flaw.BLANK).ifPresent((flaw) -> flaws.put("name", flaw));
		if (!flaws.isEmpty()) {
			throw new InvalidPostException(flaws);
		}
		return new Post(text, nameFlaw.isPresent() ? null : name);
	}

	/// What lies in the table, where another version, another Java or a hand wrote by
	/// other rules: as far as it can be shown. What [#of] let in stays as it is.
	/// @return nothing where there is no text to see
	static Optional<Post> stored(String text, String name) {
		String shownName = VisitorText.shown(name, LONGEST_NAME).replace('\n', ' ');
		return Optional.of(VisitorText.shown(text, LONGEST_TEXT))
			.filter((shown) -> !shown.isEmpty())
			.map((shown) -> new Post(shown, shownName.isEmpty() ? null : shownName));
	}

}
