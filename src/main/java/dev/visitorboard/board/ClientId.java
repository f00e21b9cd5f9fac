package dev.visitorboard.board;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/// Tells a double click from a second visitor: the visitor number that the page's script keeps in a cookie, or else
/// address and browser.
public record ClientId(String value) {

	private static final String VISITOR_COOKIE = "visitor";

	public static ClientId of(HttpServletRequest request) {
		Cookie visitor = WebUtils.getCookie(request, VISITOR_COOKIE);
		return new ClientId((visitor != null) ? "visitor " + visitor.getValue()
				: "address " + request.getRemoteAddr() + " " + request.getHeader(HttpHeaders.USER_AGENT));
	}

}
