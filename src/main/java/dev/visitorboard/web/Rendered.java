package dev.visitorboard.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;

/// A body that is the same for everyone in one format and language, in both encodings and with its entity tag.
///
/// @param etag weak, since it covers both encodings
@SuppressWarnings("ArrayRecordComponent")
public record Rendered(byte[] plain, byte[] gzip, String etag) {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	public static Rendered of(String text) {
		byte[] plain = text.getBytes(StandardCharsets.UTF_8);
		String etag = "W/\"" + HexFormat.of().formatHex(DigestUtils.md5Digest(plain)) + '"';
		return new Rendered(plain, gzip(plain), etag);
	}

	/// Answers with a page.
	/// @param more names of request headers, besides the language's, that the page
	/// depends on
	public ResponseEntity<byte[]> html(ServletWebRequest request, Locale locale, String... more) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		// Which holds the language that was chosen.
		headers.add(HttpHeaders.VARY, HttpHeaders.COOKIE);
		for (String name : more) {
			headers.add(HttpHeaders.VARY, name);
		}
		return answer(request, HTML, headers);
	}

	/// Answers with plain text, which is one of several views of its address.
	public ResponseEntity<byte[]> text(ServletWebRequest request) {
		return view(request, TEXT);
	}

	/// Answers with one of several views of an address.
	public ResponseEntity<byte[]> view(ServletWebRequest request, MediaType type) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		return answer(request, type, headers);
	}

	/// Answers 304 to clients that have it already, and sends it to all others in the
	/// encoding they take.
	/// @param headers of either answer; they name in `Vary` what the form depends on,
	/// and the encoding is added here
	public ResponseEntity<byte[]> answer(ServletWebRequest request, MediaType type, HttpHeaders headers) {
		boolean unchanged = request.checkNotModified(this.etag);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.eTag(this.etag)
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
			.headers((all) -> headers.forEach(all::addAll))
			.cacheControl(CacheControl.noCache());
		if (unchanged) {
			return answer.build();
		}
		answer.contentType(type);
		String taken = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "");
		return AcceptEncoding.allowsGzip(taken) ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(this.gzip)
				: answer.body(this.plain);
	}

	private static byte[] gzip(byte[] plain) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 4);
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

}
