package dev.visitorboard.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InstructorSessionsTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final String TOKEN = "0123456789abcdef";

	private final Signer signer = new Signer(new SigningSettings("0123456789abcdef0123456789abcdef"));

	@Test
	void aSessionHoldsForEightHoursOnEveryInstance() {
		String session = at(NOON, TOKEN).begin(true).getValue();
		assertThat(session).doesNotContain(TOKEN);
		assertThat(at(NOON, TOKEN).holds(session)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(8)).minusSeconds(1), TOKEN).holds(session)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(8)), TOKEN).holds(session)).isFalse();
	}

	@Test
	void anotherTokenEndsAllSessions() {
		assertThat(at(NOON, "fedcba9876543210").holds(at(NOON, TOKEN).begin(true).getValue())).isFalse();
	}

	@Test
	void aSessionCannotBeMadeLonger() {
		String signature = at(NOON, TOKEN).begin(true).getValue().split("\\.", 2)[1];
		assertThat(at(NOON, TOKEN).holds(NOON.plus(Duration.ofDays(8)).getEpochSecond() + "." + signature)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "1", "x.y", "1.2.3", "99999999999999999999.x", "\u0000.\u0000" })
	void whatIsNoSessionDoesNotHold(String session) {
		assertThat(at(NOON, TOKEN).holds(session)).isFalse();
	}

	private InstructorSessions at(Instant time, String token) {
		return new InstructorSessions(new InstructorSettings(token), this.signer, Clock.fixed(time, ZoneOffset.UTC));
	}

}
