package dev.visitorboard.board.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.visitorboard.access.Signer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FormTimeTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final String FIELD_OF_NOON = "1795262400.signature-of-1795262400";

	private final Signer signer = mock(Signer.class);

	@BeforeEach
	void sharedKey() {
		given(this.signer.isShared()).willReturn(true);
		given(this.signer.sign(any(), any())).willAnswer((call) -> "signature-of-" + call.getArgument(1));
		given(this.signer.verifies(any(), any(), any()))
			.willAnswer((call) -> call.getArgument(2).equals("signature-of-" + call.getArgument(1)));
	}

	@Test
	void formsOfTheSameTenMinutesCarryTheSameField() {
		assertThat(at(NOON).field()).isEqualTo(FIELD_OF_NOON);
		assertThat(at(NOON.plusSeconds(599)).field()).isEqualTo(FIELD_OF_NOON);
		assertThat(at(NOON.plusSeconds(600)).field()).isEqualTo("1795263000.signature-of-1795263000");
		assertThat(at(NOON.plusSeconds(599)).step()).isEqualTo(NOON);
	}

	@Test
	void aFormIsTakenForADay() {
		assertThat(at(NOON).accepts(FIELD_OF_NOON)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(24))).accepts(FIELD_OF_NOON)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(24)).plusMillis(1)).accepts(FIELD_OF_NOON)).isFalse();
	}

	@Test
	void aFormOfTheFutureIsNotTakenUnlessItIsAnotherClocksPresent() {
		assertThat(at(NOON.minus(Duration.ofMinutes(5))).accepts(FIELD_OF_NOON)).isTrue();
		assertThat(at(NOON.minus(Duration.ofMinutes(5)).minusMillis(1)).accepts(FIELD_OF_NOON)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "1795262400", "1795262400.", "1795262400.signature-of-1795261800",
			"1795262401.signature-of-1795262400", "+1795262400.signature-of-+1795262400",
			"\u0661795262400.signature-of-1795262400", "1795262400.signature-of-1795262400,",
			"1795262400.signature-of-1795262400\n", "99999999999999999999.signature-of-99999999999999999999" })
	void whatIsForgedOrMalformedIsNotTaken(String field) {
		assertThat(at(NOON).accepts(field)).isFalse();
	}

	@Test
	void withoutASharedKeyASignatureMayBeAnotherInstancesButTheTimeStillHolds() {
		given(this.signer.isShared()).willReturn(false);
		assertThat(at(NOON).accepts("1795262400.of-another-instance")).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(25))).accepts("1795262400.of-another-instance")).isFalse();
		assertThat(at(NOON).accepts("1795262400")).isFalse();
	}

	private FormTime at(Instant time) {
		return new FormTime(this.signer, Clock.fixed(time, ZoneOffset.UTC));
	}

}
