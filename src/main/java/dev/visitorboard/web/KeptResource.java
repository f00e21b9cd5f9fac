package dev.visitorboard.web;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/// What has an answer that is the same for everyone, at an address of its own.
public interface KeptResource {

	String path();

	/// Whether a request plainly wants that answer, and nothing is to be weighed.
	boolean isWantedBy(HttpServletRequest request);

	/// The answer, or nothing new for who has it already.
	/// @throws RuntimeException where there is none now; one that is no
	/// [org.springframework.web.ErrorResponse] is left to the handler of the address
	ResponseEntity<byte[]> answer(ServletWebRequest request, Locale locale);

	/// A browser names HTML first and without a quality.
	static boolean wantsHtml(HttpServletRequest request) {
		@Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && (accept.startsWith("text/html,") || accept.equals("text/html"));
	}

}
