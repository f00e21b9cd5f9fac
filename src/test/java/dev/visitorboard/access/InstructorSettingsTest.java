package dev.visitorboard.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InstructorSettingsTest {

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abcde", "0123456789 abcdef", "0123456789abcdeü" })
	void aTokenThatIsTooShortOrFitsIntoNoHeaderIsRefusedWithoutBeingShown(String token) {
		assertThatIllegalArgumentException().isThrownBy(() -> new InstructorSettings(token))
			.withMessageStartingWith("BOARD_ADMIN_TOKEN needs at least 16 characters")
			.withMessageNotContaining(token);
	}

	@Test
	void aTokenIsNeverShown() {
		assertThat(new InstructorSettings(" 0123456789abcdef\n")).hasToString("InstructorSettings[token=set]");
		assertThat(new InstructorSettings(" ")).hasToString("InstructorSettings[token=none]");
	}

}
