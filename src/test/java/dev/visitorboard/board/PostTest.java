package dev.visitorboard.board;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
	void aPostThatExistsIsValid() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Post(" ", null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Post("hello", " "));
	}

}
