package dev.visitorboard.access;

import java.util.Locale;

/// Why a page asks an instructor for the token.
enum SignIn {

	FIRST, WRONG, TOO_OFTEN, ENDED;

	/// The part of the message key that says so.
	String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
