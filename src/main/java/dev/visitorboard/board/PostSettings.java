package dev.visitorboard.board;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// How much may be posted.
///
/// @param perMinute `POSTS_PER_MINUTE`, from one address over all instances; 0 for no limit
@ConfigurationProperties("board.posting")
record PostSettings(int perMinute) {

	PostSettings {
		if (perMinute < 0) {
			throw new IllegalArgumentException("POSTS_PER_MINUTE must be 0, which is no limit, or more");
		}
	}

}
