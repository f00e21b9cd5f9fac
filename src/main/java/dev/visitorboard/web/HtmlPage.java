package dev.visitorboard.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/// How HTML is answered, in the language of who reads it.
public final class HtmlPage {

	static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private HtmlPage() {
	}

	/// Answers with a page that is the same for all who read a language.
	/// @param more names of request headers, besides the language's, that the page
	/// depends on
	public static ResponseEntity<byte[]> forEveryone(Rendered page, ServletWebRequest request, Locale locale,
			String... more) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		for (String name : more) {
			headers.add(HttpHeaders.VARY, name);
		}
		return page.answer(request, TYPE, headers);
	}

	/// Completes an answer with a page that is not for everyone.
	public static ResponseEntity<byte[]> forOneVisitor(ResponseEntity.BodyBuilder answer, String html, Locale locale) {
		return answer.contentType(TYPE)
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
			.body(html.getBytes(StandardCharsets.UTF_8));
	}

}
