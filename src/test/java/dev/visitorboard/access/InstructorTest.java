package dev.visitorboard.access;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class InstructorTest {

	private static final String TOKEN = "0123456789abcdef";

	private static final String ADDRESS = "203.0.113.7";

	private final RateLimit allowance = mock(RateLimit.class);

	private final Instructor instructor = new Instructor(new InstructorSettings(TOKEN), this.allowance);

	@ParameterizedTest
	@ValueSource(strings = { "Bearer 0123456789abcdef", "bearer 0123456789abcdef", "Bearer   0123456789abcdef " })
	void theRightTokenPassesAndTakesNothing(String authorization) {
		this.instructor.requireBearer(authorization, ADDRESS);
		then(this.allowance).should().requireLeft(any(), eq(ADDRESS), eq(5));
		then(this.allowance).should(never()).take(any(), any(), anyInt());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer 0123456789abcdeF", "Bearer 0123456789abcdef0", "Bearer 0123456789abcde" })
	void aWrongTokenIsRefusedAndTakesOneOfFive(String authorization) {
		assertRefused(authorization);
		then(this.allowance).should().take(any(), eq(ADDRESS), eq(5));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Basic MDEyMzQ1Njc4OWFiY2RlZg==", "0123456789abcdef" })
	void whatIsNoTokenIsRefusedAndNoTry(@Nullable String authorization) {
		assertRefused(authorization);
		then(this.allowance).shouldHaveNoInteractions();
	}

	@Test
	void whereTooManyWereWrongTheRightOneIsRefused() {
		willThrow(new IllegalStateException("none left")).given(this.allowance).requireLeft(any(), eq(ADDRESS), eq(5));
		assertThatIllegalStateException().isThrownBy(() -> this.instructor.requireToken(TOKEN, ADDRESS));
	}

	private void assertRefused(@Nullable String authorization) {
		assertThatExceptionOfType(NotInstructorException.class)
			.isThrownBy(() -> this.instructor.requireBearer(authorization, ADDRESS));
	}

}
