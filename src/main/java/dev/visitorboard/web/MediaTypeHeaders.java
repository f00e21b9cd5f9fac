package dev.visitorboard.web;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import org.apache.catalina.connector.Request;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Removes a header whose media types cannot be read. The framework's parts would treat it as differently as 400, 406 and
/// 500.
final class MediaTypeHeaders {

	private MediaTypeHeaders() {
	}

	static void dropUnreadable(Request request) {
		keepIf((types) -> !types.isEmpty(), HttpHeaders.ACCEPT, request);
		keepIf((types) -> types.size() == 1 && types.getFirst().isConcrete(), HttpHeaders.CONTENT_TYPE, request);
	}

	private static void keepIf(Predicate<List<MediaType>> readable, String header, Request request) {
		List<String> lines = Collections.list(request.getHeaders(header));
		if (lines.isEmpty()) {
			return;
		}
		try {
			if (readable.test(MediaType.parseMediaTypes(lines))) {
				return;
			}
		}
		catch (InvalidMediaTypeException _) {
			// As good as none.
		}
		request.getCoyoteRequest().getMimeHeaders().removeHeader(header);
	}

}
