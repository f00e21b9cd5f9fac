package dev.visitorboard.board;

import java.util.Optional;

import dev.visitorboard.board.VisitorText.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisitorTextTest {

	private static final int MOST = 500;

	@Test
	void textIsPutIntoFormC() {
		assertThat(VisitorText.clean("Cafe\u0301")).isEqualTo("Caf\u00E9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\u202Eb", "a\u202Ab", "a\u2066b", "a\u2069b", "a\u200Bb", "a\u2060b",
			"a\uFEFFb", "a\u001Bb", "a\u0085b", "a\u200Db", "a\u200Cb" })
	void whatCannotBeSeenIsTakenOut(String typed) {
		assertThat(VisitorText.clean(typed)).isEqualTo("ab");
	}

	@Test
	void aTerminalsColourCodeLosesItsEscape() {
		assertThat(VisitorText.clean("\u001B[31mred")).isEqualTo("[31mred");
	}

	@Test
	void joinersStayInsideEmoji() {
		String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
		String flag = "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08";
		String astronaut = "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDE80";
		assertThat(VisitorText.clean(family + flag + astronaut)).isEqualTo(family + flag + astronaut);
		assertThat(VisitorText.flaw(family, MOST)).isEmpty();
	}

	@Test
	void joinersStayInScriptsThatAreWrittenWithThem() {
		String persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
		String sinhala = "\u0DC1\u0DCA\u200D\u0DBB\u0DD3";
		assertThat(VisitorText.clean(persian)).isEqualTo(persian);
		assertThat(VisitorText.clean(sinhala)).isEqualTo(sinhala);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\r\n", "\u00A0\u2003\u3000", "\u200D", "\u200B\u200B", "\u202E", "\u3164",
			"\u2800", "\u0301", "\u00AD", "\uFE0F" })
	void whatShowsNothingIsBlank(String typed) {
		assertThat(VisitorText.flaw(VisitorText.clean(typed), MOST)).contains(Flaw.BLANK);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'  hello  ', hello
			'a\r\nb', 'a\nb'
			'a\rb', 'a\nb'
			'a\n\n\n\n\nb', 'a\n\nb'
			'a\tb', 'a b'
			""")
	void edgesAndLineEndsAreTidied(String typed, String cleaned) {
		assertThat(VisitorText.clean(typed)).isEqualTo(cleaned);
	}

	@Test
	void unicodesOwnLineEndsAreLineEnds() {
		assertThat(VisitorText.clean("a\u2028b\u2029c")).isEqualTo("a\nb\nc");
	}

	@Test
	void lengthIsCountedInCodePointsOfTheCleanedText() {
		String emoji = "\uD83D\uDE80";
		assertThat(VisitorText.flaw(VisitorText.clean(" " + emoji.repeat(500) + " "), MOST)).isEmpty();
		assertThat(VisitorText.flaw(VisitorText.clean(emoji.repeat(501)), MOST)).contains(Flaw.TOO_LONG);
	}

	@Test
	void fourMarksACharacterAreEnough() {
		String base = "q";
		assertThat(flaw(base + "\u0323".repeat(4))).isEmpty();
		assertThat(flaw(base + "\u0323".repeat(5))).contains(Flaw.TOO_MANY_MARKS);
		assertThat(flaw(("q" + "\u0323".repeat(1000)).repeat(2))).contains(Flaw.TOO_MANY_MARKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\uD800", "\uDC00a", "\uD800\uD800" })
	void halfOfASurrogatePairIsRefused(String typed) {
		assertThat(flaw(typed)).contains(Flaw.BROKEN_CHARACTER);
	}

	private static Optional<Flaw> flaw(String typed) {
		return VisitorText.flaw(VisitorText.clean(typed), MOST);
	}

}
