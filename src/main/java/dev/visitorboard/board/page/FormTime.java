package dev.visitorboard.board.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.visitorboard.access.Signer;

import org.springframework.stereotype.Component;

/// When a form was made, signed, so that nobody can post for ever with one that was fetched once. It is cut to steps,
/// since the page is the same for everyone and kept for as long as it shows the same.
@Component
class FormTime {

	static final Duration STEP = Duration.ofMinutes(10);

	private static final Duration LONGEST = Duration.ofHours(24);

	/// By so much the clocks of instances may differ.
	private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

	private static final String PURPOSE = "form time";

	private static final Pattern FIELD = Pattern.compile("(\\d{1,12})\\.([A-Za-z0-9_-]+)");

	private final Signer signer;

	private final Clock clock;

	FormTime(Signer signer, Clock clock) {
		this.signer = signer;
		this.clock = clock;
	}

	/// The beginning of the step that is now.
	Instant step() {
		long step = STEP.toSeconds();
		return Instant.ofEpochSecond(Math.floorDiv(this.clock.instant().getEpochSecond(), step) * step);
	}

	/// The field of a form made now.
	String field() {
		String seconds = Long.toString(step().getEpochSecond());
		return seconds + '.' + this.signer.sign(PURPOSE, seconds);
	}

	/// Whether a form with this field may be taken.
	boolean accepts(String field) {
		Matcher parts = FIELD.matcher(field);
		if (!parts.matches() || !isTrusted(parts.group(1), parts.group(2))) {
			return false;
		}
		Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), this.clock.instant());
		return age.compareTo(CLOCKS_DIFFER.negated()) >= 0 && age.compareTo(LONGEST) <= 0;
	}

	/// Without a key that all share, a signature that does not verify may be another
	/// instance's.
	private boolean isTrusted(String seconds, String signature) {
		return !this.signer.isShared() || this.signer.verifies(PURPOSE, seconds, signature);
	}

}
