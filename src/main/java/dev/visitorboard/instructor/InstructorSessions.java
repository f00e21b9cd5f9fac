package dev.visitorboard.instructor;

import java.time.Clock;
import java.time.Duration;

import dev.visitorboard.signing.Signer;

import org.springframework.stereotype.Service;

/// Lets a browser moderate for some hours once it has shown the token. A session is known by its signature alone, so
/// it holds on every instance; another token ends them all.
@Service
@ConditionalOnInstructor
public class InstructorSessions {

	/// How long a session holds.
	public static final Duration LASTING = Duration.ofHours(8);

	private static final String PURPOSE = "instructor session";

	private final Signer signer;

	private final String token;

	private final Clock clock;

	InstructorSessions(InstructorSettings settings, Signer signer, Clock clock) {
		this.token = settings.token();
		this.signer = signer;
		this.clock = clock;
	}

	/// A new session, for a cookie.
	public String begin() {
		String end = Long.toString(this.clock.instant().plus(LASTING).getEpochSecond());
		return end + "." + this.signer.sign(PURPOSE, signed(end));
	}

	/// Whether this is a session that has not ended.
	public boolean holds(String session) {
		String[] parts = session.split("\\.", -1);
		return parts.length == 2 && this.signer.verifies(PURPOSE, signed(parts[0]), parts[1])
				&& this.clock.instant().getEpochSecond() < Long.parseLong(parts[0]);
	}

	private String signed(String end) {
		return end + " " + this.token;
	}

}
