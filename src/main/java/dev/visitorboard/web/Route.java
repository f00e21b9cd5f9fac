package dev.visitorboard.web;

import jakarta.servlet.ServletRequest;

import org.springframework.web.servlet.HandlerMapping;

/// The pattern that a request's address matched, such as `/messages/{id}`: one of few, and nothing that a client wrote.
final class Route {

	private static final String ATTRIBUTE = Route.class.getName();

	private Route() {
	}

	/// Keeps the route before an error page becomes the route.
	static void keep(ServletRequest request) {
		Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		if (pattern != null) {
			set(request, pattern.toString());
		}
	}

	static void set(ServletRequest request, String route) {
		request.setAttribute(ATTRIBUTE, route);
	}

	static String of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String route) ? route : "none";
	}

}
