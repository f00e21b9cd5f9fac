package dev.visitorboard.web;

import dev.visitorboard.instance.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Headers of every response: which instance served it, what a page of ours may load, which is only its own files, that
/// nobody keeps it, and that a connection ends while this instance leaves.
@Component
class ResponseHeaders {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	private static final String STRICT_TRANSPORT_SECURITY = "max-age=31536000";

	private final Instance instance;

	private final Drain drain;

	ResponseHeaders(Instance instance, Drain drain) {
		this.instance = instance;
		this.drain = drain;
	}

	void add(HttpServletRequest request, HttpServletResponse response) {
		response.setHeader("X-Served-By", this.instance.id());
		response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		// A handler whose answer may be kept sets another.
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
		if (request.isSecure()) {
			response.setHeader("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
		}
		if (this.drain.isDraining()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

}
