package dev.visitorboard.web;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads the `Accept-Encoding` header (RFC 9110, section 12.5.3) as far as gzip is concerned.
final class AcceptEncoding {

	private static final Pattern PARAMETERS = Pattern.compile("\\s*;\\s*");

	private static final Pattern ZERO = Pattern.compile("q\\s*=\\s*0(\\.0{0,3})?");

	private AcceptEncoding() {
	}

	/// @param header null where the request has none
	static boolean allowsGzip(@Nullable String header) {
		if (header == null) {
			return false;
		}
		for (String coding : header.toLowerCase(Locale.ROOT).split(",", 20)) {
			String[] parts = PARAMETERS.split(coding.strip(), 2);
			if (parts[0].equals("gzip")) {
				return parts.length == 1 || !ZERO.matcher(parts[1]).matches();
			}
		}
		return false;
	}

}
