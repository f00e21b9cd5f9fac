package dev.visitorboard.access;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Service;

/// Lets a browser do what instructors may for some hours once it has shown the token. A session is known by its signature
/// alone, so it holds on every instance; another token ends them all.
@Service
@ConditionalOnInstructor
class InstructorSessions {

	/// The cookie that holds a session.
	static final String COOKIE = "instructor";

	/// How long a session holds.
	private static final Duration LASTING = Duration.ofHours(8);

	private static final String PURPOSE = "instructor session";

	private final Signer signer;

	private final String token;

	private final Clock clock;

	InstructorSessions(InstructorSettings settings, Signer signer, Clock clock) {
		this.token = settings.token();
		this.signer = signer;
		this.clock = clock;
	}

	/// A new session.
	/// @param secure whether the browser came by TLS
	ResponseCookie begin(boolean secure) {
		String end = Long.toString(this.clock.instant().plus(LASTING).getEpochSecond());
		return cookie(end + "." + this.signer.sign(PURPOSE, signed(end)), LASTING, secure);
	}

	/// What makes the browser forget its session.
	ResponseCookie end(boolean secure) {
		return cookie("", Duration.ZERO, secure);
	}

	/// Whether this is a session that has not ended.
	/// @param session the cookie's value; null where there is no cookie
	boolean holds(@Nullable String session) {
		if (session == null) {
			return false;
		}
		String[] parts = session.split("\\.", -1);
		return parts.length == 2 && this.signer.verifies(PURPOSE, signed(parts[0]), parts[1])
				&& this.clock.instant().getEpochSecond() < Long.parseLong(parts[0]);
	}

	private static ResponseCookie cookie(String session, Duration lasting, boolean secure) {
		return ResponseCookie.from(COOKIE, session)
			.path("/")
			.maxAge(lasting)
			.httpOnly(true)
			.sameSite("Strict")
			.secure(secure)
			.build();
	}

	private String signed(String end) {
		return end + " " + this.token;
	}

}
