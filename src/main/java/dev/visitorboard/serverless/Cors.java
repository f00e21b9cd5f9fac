package dev.visitorboard.serverless;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The counter is open to every origin, without credentials (the Fetch standard, "CORS protocol").
final class Cors {

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

	private static final Map<String, String> VARY = Map.of("Vary",
			"Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

	private Cors() {
	}

	/// Whether another site asks what it may do, and may. The answer to any other
	/// `OPTIONS` allows it nothing.
	static boolean isPreflight(HttpEvent request) {
		String wanted = request.header("access-control-request-method");
		return request.method().equals("OPTIONS") && request.header("origin") != null && wanted != null
				&& METHODS.contains(wanted);
	}

	static Answer preflight(HttpEvent request) {
		Map<String, String> headers = new LinkedHashMap<>(VARY);
		headers.put("Access-Control-Allow-Origin", "*");
		headers.put("Access-Control-Allow-Methods", "GET,HEAD,POST");
		headers.put("Access-Control-Max-Age", "1800");
		String wanted = request.header("access-control-request-headers");
		if (wanted != null) {
			headers.put("Access-Control-Allow-Headers", wanted);
		}
		return Answer.empty(headers);
	}

	/// The answer, for a page of another site to read.
	static Answer open(Answer answer, HttpEvent request) {
		Answer varied = answer.with(VARY);
		return (request.header("origin") == null) ? varied : varied.with(Map.of("Access-Control-Allow-Origin", "*",
				"Access-Control-Expose-Headers", "Retry-After, X-Request-Id, X-Served-By"));
	}

}
