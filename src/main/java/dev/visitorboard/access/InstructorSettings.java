package dev.visitorboard.access;

import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The secret of instructors.
///
/// @param token `BOARD_ADMIN_TOKEN`, at least 16 characters; empty turns the feature off
@ConfigurationProperties(InstructorSettings.PREFIX)
record InstructorSettings(String token) {

	static final String PREFIX = "board.instructor";

	/// What a header can carry.
	private static final Pattern TOKEN = Pattern.compile("[!-~]{16,}");

	InstructorSettings {
		token = token.strip();
		if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
			throw new IllegalArgumentException("BOARD_ADMIN_TOKEN needs at least 16 characters, all of them visible "
					+ "ASCII, such as `openssl rand -hex 16` makes");
		}
	}

	@Override
	public String toString() {
		return "InstructorSettings[token=" + (this.token.isEmpty() ? "none" : "set") + "]";
	}

}
