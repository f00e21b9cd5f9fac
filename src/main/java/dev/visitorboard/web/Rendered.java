package dev.visitorboard.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;

/// A body that is the same for everyone in one format and language, as the three answers that are sent of it: all that is
/// left to do for a request is to choose one.
///
/// @param etag weak, since it covers both encodings
/// @param unchanged for who has it already
public record Rendered(String etag, ResponseEntity<byte[]> plain, ResponseEntity<byte[]> gzip,
		ResponseEntity<byte[]> unchanged) {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	/// A page, which is one of several views of its address.
	static Rendered html(String text, Locale locale) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
		// The cookie holds the language that was chosen.
		headers.addAll(HttpHeaders.VARY, List.of(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE, HttpHeaders.ACCEPT));
		return of(text, HTML, headers);
	}

	/// Plain text, which is one of several views of its address.
	public static Rendered text(String text) {
		return view(text, TEXT);
	}

	/// One of several views of an address.
	public static Rendered view(String text, MediaType type) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		return of(text, type, headers);
	}

	/// What an address has one view of.
	public static Rendered of(String text, MediaType type) {
		return of(text, type, new HttpHeaders());
	}

	/// @param more headers of each of the answers; they name in `Vary` what the form
	/// depends on, and the encoding is added here
	private static Rendered of(String text, MediaType type, HttpHeaders more) {
		byte[] plain = text.getBytes(StandardCharsets.UTF_8);
		String etag = "W/\"" + HexFormat.of().formatHex(DigestUtils.md5Digest(plain)) + '"';
		HttpHeaders all = new HttpHeaders();
		all.setETag(etag);
		all.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		all.addAll(more);
		all.setCacheControl("no-cache");
		HttpHeaders whole = HttpHeaders.copyOf(all);
		whole.setContentType(type);
		HttpHeaders packed = HttpHeaders.copyOf(whole);
		packed.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		return new Rendered(etag, answer(HttpStatus.OK, whole, plain), answer(HttpStatus.OK, packed, gzip(plain)),
				answer(HttpStatus.NOT_MODIFIED, all, null));
	}

	private static ResponseEntity<byte[]> answer(HttpStatus status, HttpHeaders headers, byte @Nullable [] body) {
		return new ResponseEntity<>(body, HttpHeaders.readOnlyHttpHeaders(headers), status);
	}

	/// The answer to a request: 304 to clients that have the body already, and to all
	/// others the body in an encoding they take.
	public ResponseEntity<byte[]> answer(ServletWebRequest request) {
		if (request.getHeader(HttpHeaders.IF_NONE_MATCH) != null && request.checkNotModified(this.etag)) {
			return this.unchanged;
		}
		return AcceptEncoding.allowsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)) ? this.gzip : this.plain;
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
