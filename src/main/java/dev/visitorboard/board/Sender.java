package dev.visitorboard.board;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/// Who posts, as far as telling a double click from a second visitor needs it: the visitor number that the page's
/// script keeps in a cookie, else address and browser.
record Sender(String id) {

	private static final String VISITOR_COOKIE = "visitor";

	static Sender of(HttpServletRequest request) {
		Cookie visitor = WebUtils.getCookie(request, VISITOR_COOKIE);
		return new Sender((visitor != null) ? "visitor " + visitor.getValue()
				: "address " + request.getRemoteAddr() + " " + request.getHeader(HttpHeaders.USER_AGENT));
	}

}
