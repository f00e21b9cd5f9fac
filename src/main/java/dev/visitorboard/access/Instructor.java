package dev.visitorboard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// Knows the instructor's token. One address may try five wrong ones a minute, over all instances.
@Service
@ConditionalOnInstructor
class Instructor {

	private static final int MOST_WRONG = 5;

	private static final String WRONG = "wrong instructor tokens";

	private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

	private final RateLimit rateLimit;

	private final byte[] token;

	Instructor(InstructorSettings settings, RateLimit rateLimit) {
		this.rateLimit = rateLimit;
		this.token = hash(settings.token());
	}

	/// @param authorization the whole header; null where there is none
	/// @throws NotInstructorException when it bears no token or a wrong one
	/// @throws RateLimitExceededException when too many were wrong, and then also for
	/// the right one
	void requireBearer(@Nullable String authorization, String address) {
		Matcher bearer = BEARER.matcher((authorization != null) ? authorization : "");
		if (!bearer.matches()) {
			throw new NotInstructorException("Send the instructor's token as Authorization: Bearer <token>.");
		}
		requireToken(bearer.group(1), address);
	}

	void requireToken(String token, String address) {
		// Hashes have one length, so the time this takes tells nothing of the token.
		boolean right = MessageDigest.isEqual(hash(token), this.token);
		// Either way it is one write to one item, so of many guesses at once exactly five
		// are compared. The right token uses up nothing, however often it comes.
		if (right) {
			this.rateLimit.requireLeft(WRONG, address, MOST_WRONG);
		}
		else {
			this.rateLimit.take(WRONG, address, MOST_WRONG);
			throw new NotInstructorException("This is not the instructor's token.");
		}
	}

	private static byte[] hash(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
