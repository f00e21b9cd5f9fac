package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.visitorboard.board.OwnMessages.Right;
import dev.visitorboard.access.Signer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseCookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class OwnMessagesTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

	private static final MessageId ID = id(NOON);

	private final Signer signer = mock(Signer.class);

	@BeforeEach
	void sharedKey() {
		given(this.signer.sign(any(), any())).willAnswer((call) -> "signature-of-" + call.getArgument(1));
		given(this.signer.verifies(any(), any(), any()))
			.willAnswer((call) -> call.getArgument(2).equals("signature-of-" + call.getArgument(1)));
	}

	@Test
	void aMessageMayBeDeletedForFifteenMinutes() {
		String cookie = post(NOON, "");
		assertThat(at(NOON).right(cookie, ID)).isEqualTo(Right.GOOD);
		Instant end = ID.time().plus(Duration.ofMinutes(15));
		assertThat(at(end.minusMillis(1)).right(cookie, ID)).isEqualTo(Right.GOOD);
		assertThat(at(end).right(cookie, ID)).isEqualTo(Right.TOO_LATE);
	}

	@Test
	void theCookieIsForTheScriptAndEndsWithItsRight() {
		ResponseCookie cookie = after("", true);
		assertThat(cookie.toString()).startsWith("mine=" + ID + ".signature-of-" + ID + ";")
			.contains("Path=/;", "Max-Age=900;", "SameSite=Lax", "Secure")
			.doesNotContain("HttpOnly", "Domain");
		assertThat(after("", false).toString()).doesNotContain("Secure");
	}

	@Test
	void theCookieHoldsTheTenNewestThatAreStillGood() {
		String cookie = "";
		for (int minute = 0; minute < 12; minute++) {
			cookie = post(NOON.plus(Duration.ofMinutes(minute)), cookie);
		}
		assertThat(cookie.split(":")).hasSize(10);
		assertThat(cookie).startsWith(id(NOON.plus(Duration.ofMinutes(11))) + ".");

		Instant later = NOON.plus(Duration.ofMinutes(25));
		assertThat(post(later, cookie).split(":")).hasSize(2);
	}

	@Test
	void whoFoundAMessageByRepeatingItGetsNoCookie() {
		assertThat(at(NOON).after(post(NOON, ""), result(NOON, false), false)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", ".", "x.y", "::::", "not-an-id.signature", "\u0000" })
	void aCookieThatHoldsNoSuchMessageIsNoRightAndIsNotKept(String held) {
		assertThat(at(NOON).right(held, ID)).isEqualTo(Right.MISSING);
		assertThat(post(NOON, held)).isEqualTo(post(NOON, ""));
	}

	@Test
	void aForgedSignatureIsToldFromNoneAndIsNotKept() {
		String forged = ID + ".signature-of-" + id(NOON.plusSeconds(1));
		assertThat(at(NOON).right(forged, ID)).isEqualTo(Right.FORGED);
		assertThat(at(NOON).right(ID + ".", ID)).isEqualTo(Right.FORGED);
		assertThat(at(NOON).right(forged + ":" + post(NOON, ""), ID)).isEqualTo(Right.GOOD);
		assertThat(post(NOON.plusSeconds(2), forged)).doesNotContain(ID.toString());
	}

	private String post(Instant time, String held) {
		return at(time).after(held, result(time, true), false).orElseThrow().getValue();
	}

	private ResponseCookie after(String held, boolean secure) {
		return at(NOON).after(held, result(NOON, true), secure).orElseThrow();
	}

	private static PostResult result(Instant time, boolean created) {
		return new PostResult(TestBoard.message(id(time), "hello"), created);
	}

	private static MessageId id(Instant time) {
		return MessageId.lowestAt(time);
	}

	private OwnMessages at(Instant time) {
		return new OwnMessages(mock(Board.class), this.signer, Clock.fixed(time, ZoneOffset.UTC));
	}

}
