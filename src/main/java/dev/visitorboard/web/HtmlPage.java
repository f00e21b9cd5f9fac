package dev.visitorboard.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// How HTML is answered, in the language of who reads it.
public final class HtmlPage {

	static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private HtmlPage() {
	}

	/// Completes an answer with a page that is not for everyone.
	public static ResponseEntity<byte[]> forOneVisitor(ResponseEntity.BodyBuilder answer, String html, Locale locale) {
		return answer.contentType(TYPE)
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
			.body(html.getBytes(StandardCharsets.UTF_8));
	}

}
