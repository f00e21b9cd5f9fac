package dev.visitorboard.web;

import java.time.Duration;

/// How old an outdated page is, in words that stay true for a while, so that it need not be rendered for every visitor.
///
/// @param unit completes the key of the message
public record Age(String unit, long amount) {

	private static final int STEP_IN_SECONDS = 5;

	public static Age of(Duration age) {
		if (age.toMinutes() > 0) {
			return new Age("minutes", age.toMinutes());
		}
		return new Age("seconds", Math.max(1, age.toSeconds() / STEP_IN_SECONDS) * STEP_IN_SECONDS);
	}

}
