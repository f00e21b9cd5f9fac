package dev.visitorboard.access;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The secret that instances share.
///
/// @param key `BOARD_SIGNING_KEY`, at least 32 characters; empty lets this instance make one of its own
@ConfigurationProperties("board.signing")
record SigningSettings(String key) {

	private static final int SHORTEST_KEY = 32;

	SigningSettings {
		key = key.strip();
		if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
			throw new IllegalArgumentException(
					"BOARD_SIGNING_KEY needs at least %d characters, such as `openssl rand -hex 32` makes"
						.formatted(SHORTEST_KEY));
		}
	}

	@Override
	public String toString() {
		return "SigningSettings[key=" + (this.key.isEmpty() ? "none" : "set") + "]";
	}

}
