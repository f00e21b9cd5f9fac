package dev.visitorboard.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Headers of every answer: what a page of ours may load, which is only its own files, and that nobody keeps it.
public final class CommonHeaders {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	private static final String STRICT_TRANSPORT_SECURITY = "max-age=31536000";

	private static final Map<String, String> PLAIN = headers(false);

	private static final Map<String, String> SECURE = headers(true);

	private CommonHeaders() {
	}

	/// Values by name. An answer that may be kept sets another `Cache-Control`.
	/// @param secure whether the visitor uses HTTPS
	public static Map<String, String> of(boolean secure) {
		return secure ? SECURE : PLAIN;
	}

	private static Map<String, String> headers(boolean secure) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("Cache-Control", "no-store");
		headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
		if (secure) {
			headers.put("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
		}
		return Collections.unmodifiableMap(headers);
	}

}
