package dev.visitorboard.web;

import java.util.Locale;

/// Reads the `Accept-Encoding` header (RFC 9110, section 12.5.3) as far as gzip is concerned.
final class AcceptEncoding {

	private AcceptEncoding() {
	}

	static boolean allowsGzip(String header) {
		for (String coding : header.toLowerCase(Locale.ROOT).split(",", 20)) {
			String[] parts = coding.strip().split("\\s*;\\s*", 2);
			if (parts[0].equals("gzip")) {
				return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0{0,3})?");
			}
		}
		return false;
	}

}
