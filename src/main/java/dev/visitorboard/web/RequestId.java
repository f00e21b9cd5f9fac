package dev.visitorboard.web;

import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.http.RequestIds;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/// Keeps the id of a request with the request: see [RequestIds].
final class RequestId {

	/// The key in the log's context, by which the Elastic Common Schema knows it.
	static final String LOG_KEY = "http.request.id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private RequestId() {
	}

	/// Names a request.
	/// @param trace the header
	static String assign(ServletRequest request, @Nullable String trace) {
		String id = RequestIds.of(trace, ThreadLocalRandom.current());
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	/// The name of a request; empty for one that Tomcat refused before it was named.
	static String of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String id) ? id : "";
	}

}
