package dev.visitorboard.board;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostTest {

	@Test
	void aNameThatShowsNothingIsNoName() {
		assertThat(Post.of("hello", " \u200B ").name()).isNull();
		assertThat(Post.of("hello", null).name()).isNull();
	}

	@Test
	void aNameIsOnOneLine() {
		assertThat(Post.of("hello", "Ada\nLovelace").name()).isEqualTo("Ada Lovelace");
	}

	@Test
	void theLongestTextIsAtMostTwoThousandBytes() {
		Post post = Post.of("\uD83D\uDE80".repeat(Post.LONGEST_TEXT), null);
		assertThat(post.text().getBytes(StandardCharsets.UTF_8)).hasSize(2000);
	}

	@Test
	void everyFieldThatIsRefusedIsNamed() {
		assertThatExceptionOfType(InvalidPostException.class)
			.isThrownBy(() -> Post.of("  ", "x".repeat(Post.LONGEST_NAME + 1)))
			.satisfies((ex) -> assertThat(ex.reasonKeys()).containsEntry("message", "refused.message.blank")
				.containsEntry("name", "refused.name.too-long"));
	}

	@Test
	void whatLiesInTheTableIsShownAsFarAsItCan() {
		assertThat(shown("x".repeat(600))).isEqualTo("x".repeat(499) + "\u2026");
		assertThat(shown("x".repeat(400_000))).hasSize(500);
		assertThat(shown("a\u202Eb\u0000c\u200B")).isEqualTo("abc");
		assertThat(shown("e" + "\u0301\u0323".repeat(9)).codePoints()).hasSize(5);
		assertThat(shown("\uD83D")).isEqualTo("\uFFFD");
		assertThat(Post.stored("hello", "x".repeat(60) + "\ny")).contains(new Post("hello", "x".repeat(49) + "\u2026"));
	}

	@Test
	void charactersThatAreNotYetKnownAreShown() {
		String unassigned = Character.toString(0x3FFFD);
		assertThat(Character.isDefined(0x3FFFD)).isFalse();
		assertThat(shown(unassigned)).isEqualTo(unassigned);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u200B", "\u0301\u0301", "\u3164\n", "\u202E" })
	void whatShowsNothingIsLeftOut(String text) {
		assertThat(Post.stored(text, "Ada")).isEmpty();
		assertThat(Post.stored("hello", text)).contains(new Post("hello", null));
	}

	/// Or the same post, repeated, would not be the same.
	@RepeatedTest(20)
	void whatWasLetInIsReadAsItWas(RepetitionInfo repetition) {
		int[] pool = "ae\u00E9 \n\t.\u0301\u0323\u0345\u200B\u200C\u200D\u202E\uFE0F\u0915\u094D\u0937\u0627\u0644\u1112\u1161\u11AB\u212B\u2126\u0958\uD83D\uDC69\uD83D\uDE80\uD83C\uDFFD\u3164\u00A0\u2028"
			.codePoints()
			.toArray();
		Random random = new Random(repetition.getCurrentRepetition());
		int letIn = 0;
		for (int i = 0; i < 1_000; i++) {
			int[] points = random.ints(1 + random.nextInt(30), 0, pool.length).map((at) -> pool[at]).toArray();
			String text = new String(points, 0, points.length);
			try {
				Post post = Post.of(text, text);
				letIn++;
				assertThat(Post.stored(post.text(), Objects.requireNonNullElse(post.name(), ""))).contains(post);
			}
			catch (InvalidPostException _) {
				// Was not let in.
			}
		}
		assertThat(letIn).isPositive();
	}

	private static String shown(String text) {
		return Post.stored(text, "").orElseThrow().text();
	}

}
