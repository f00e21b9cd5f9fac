package dev.visitorboard.board;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// The rules for text that a visitor typed, of a message or of a name.
///
/// What cannot be seen is taken out: control characters, bidirectional controls, zero-width characters, joiners that
/// join nothing. What can be seen is never changed beyond Unicode normalisation form C; where it breaks a rule it is
/// refused with a reason.
final class VisitorText {

	private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

	private static final int ZERO_WIDTH_JOINER = 0x200D;

	private static final int MOST_MARKS_PER_CHARACTER = 4;

	/// Stands for half a character, which cannot be sent.
	private static final int REPLACEMENT = 0xFFFD;

	private static final String ELLIPSIS = "\u2026";

	/// Scripts in which a joiner between letters does nothing but hide.
	private static final Set<UnicodeScript> WITHOUT_JOINERS = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK,
			UnicodeScript.CYRILLIC, UnicodeScript.COMMON);

	private VisitorText() {
	}

	/// Why a text was refused; the name in lower case is the reason's code in the API.
	enum Flaw {

		BLANK, TOO_LONG, BROKEN_CHARACTER, TOO_MANY_MARKS

	}

	/// The text as it is stored and compared: in form C, without what cannot be seen,
	/// trimmed, lines ended by `\n`. Cleaning it once more changes nothing.
	static String clean(@Nullable String typed) {
		if (typed == null) {
			return "";
		}
		String lines = typed.replace("\r\n", "\n")
			.replace('\r', '\n')
			.replace('\u2028', '\n')
			.replace('\u2029', '\n')
			.replace('\t', ' ');
		int[] shown = lines.codePoints().filter((point) -> !isHidden(point)).toArray();
		StringBuilder kept = new StringBuilder(lines.length());
		for (int i = 0; i < shown.length; i++) {
			if (!isJoiner(shown[i]) || (i > 0 && i + 1 < shown.length && joins(shown[i - 1], shown[i + 1]))) {
				kept.appendCodePoint(shown[i]);
			}
		}
		String cleaned = Normalizer.normalize(kept, Normalizer.Form.NFC).strip().replaceAll("\n{3,}", "\n\n");
		// A mark that became part of a letter may leave a joiner that now joins nothing.
		return cleaned.equals(typed) ? cleaned : clean(cleaned);
	}

	/// A stored text as it can be shown, whatever the rules were when it was written:
	/// [cleaned][#clean], without surplus marks, cut to `most` code points. Characters
	/// that this Java does not know are shown.
	/// @return empty where there is nothing to see
	static String shown(String stored, int most) {
		// Far more than was ever let in, so that an item costs no more than its length.
		String start = stored.substring(0, Math.min(stored.length(), 10 * most));
		StringBuilder shown = new StringBuilder();
		int marks = 0;
		for (int point : clean(start).codePoints().toArray()) {
			marks = isMark(point) ? marks + 1 : 0;
			if (marks <= MOST_MARKS_PER_CHARACTER) {
				shown.appendCodePoint((Character.getType(point) == Character.SURROGATE) ? REPLACEMENT : point);
			}
		}
		if (shown.codePoints().noneMatch((point) -> isVisible(point) || !Character.isDefined(point))) {
			return "";
		}
		return (shown.codePointCount(0, shown.length()) <= most) ? shown.toString()
				: shown.substring(0, shown.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
	}

	/// @param cleaned what [#clean] returned
	/// @param most the most code points
	static Optional<Flaw> flaw(String cleaned, int most) {
		if (cleaned.codePoints().noneMatch(VisitorText::isVisible)) {
			return Optional.of(Flaw.BLANK);
		}
		if (cleaned.codePoints().anyMatch((point) -> Character.getType(point) == Character.SURROGATE)) {
			return Optional.of(Flaw.BROKEN_CHARACTER);
		}
		if (mostMarksInARow(cleaned) > MOST_MARKS_PER_CHARACTER) {
			return Optional.of(Flaw.TOO_MANY_MARKS);
		}
		if (cleaned.codePointCount(0, cleaned.length()) > most) {
			return Optional.of(Flaw.TOO_LONG);
		}
		return Optional.empty();
	}

	private static boolean isHidden(int point) {
		return (Character.isISOControl(point) && point != '\n') || (point >= 0x202A && point <= 0x202E)
				|| (point >= 0x2066 && point <= 0x2069) || point == 0x200B || point == 0x2060 || point == 0xFEFF;
	}

	private static boolean isJoiner(int point) {
		return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
	}

	private static boolean joins(int before, int after) {
		return (isEmojiPart(before) && isEmojiPart(after)) || (isJoinedLetter(before) && isJoinedLetter(after));
	}

	private static boolean isEmojiPart(int point) {
		boolean presentation = point == 0xFE0F;
		return presentation || Character.isExtendedPictographic(point) || Character.isEmojiModifier(point);
	}

	private static boolean isJoinedLetter(int point) {
		return (Character.isLetter(point) || isMark(point)) && !WITHOUT_JOINERS.contains(UnicodeScript.of(point));
	}

	private static boolean isMark(int point) {
		return switch (Character.getType(point)) {
			case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
			default -> false;
		};
	}

	private static boolean isVisible(int point) {
		// Letters of these four are drawn as nothing, whatever their category says.
		boolean blankLetter = point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
		return !blankLetter && point != 0x2800 && !isMark(point) && !Character.isWhitespace(point)
				&& !Character.isSpaceChar(point) && Character.getType(point) != Character.FORMAT
				&& Character.isDefined(point);
	}

	private static int mostMarksInARow(String text) {
		int most = 0;
		int run = 0;
		for (int point : text.codePoints().toArray()) {
			run = isMark(point) ? run + 1 : 0;
			most = Math.max(most, run);
		}
		return most;
	}

}
