package dev.visitorboard.access;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/// What counts as the token. `ModerationIT` has what many wrong ones lead to.
class InstructorTest {

	private static final String TOKEN = "0123456789abcdef";

	private final RateLimit rateLimit = mock(RateLimit.class);

	private final Instructor instructor = new Instructor(new InstructorSettings(TOKEN), this.rateLimit);

	@ParameterizedTest
	@ValueSource(strings = { "Bearer 0123456789abcdef", "bearer 0123456789abcdef", "Bearer   0123456789abcdef " })
	void theRightTokenPassesAndTakesNothing(String authorization) {
		this.instructor.requireBearer(authorization, "203.0.113.7");
		then(this.rateLimit).should(never()).take(any(), any(), anyInt());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer 0123456789abcdeF", "Bearer 0123456789abcdef0", "Bearer 0123456789abcde" })
	void aWrongTokenIsRefusedAndTakesOneOfFive(String authorization) {
		assertRefused(authorization);
		then(this.rateLimit).should().take("wrong instructor tokens", "203.0.113.7", 5);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Basic MDEyMzQ1Njc4OWFiY2RlZg==", "0123456789abcdef" })
	void whatIsNoTokenIsRefusedAndNoTry(@Nullable String authorization) {
		assertRefused(authorization);
		then(this.rateLimit).shouldHaveNoInteractions();
	}

	private void assertRefused(@Nullable String authorization) {
		assertThatExceptionOfType(NotInstructorException.class)
			.isThrownBy(() -> this.instructor.requireBearer(authorization, "203.0.113.7"));
	}

}
