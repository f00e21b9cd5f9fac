package dev.visitorboard.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/// A rendered page, kept in both encodings with the entity tag that stands for it.
///
/// @param content what it was rendered from
/// @param etag weak, since it covers both encodings
@SuppressWarnings("ArrayRecordComponent")
record KeptPage(Content content, byte[] plain, byte[] gzip, String etag) {

	static KeptPage of(Content content, String html) {
		byte[] plain = html.getBytes(StandardCharsets.UTF_8);
		String etag = "W/\"" + HexFormat.of().formatHex(DigestUtils.md5Digest(plain)) + '"';
		return new KeptPage(content, plain, gzip(plain), etag);
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

	/// All that a page depends on besides its place on the board and its language. Equal
	/// contents make equal pages.
	///
	/// @param age how old all this is if the table does not answer; null if it is current
	/// @param formTime the time its form is signed with
	record Content(Slice slice, long count, @Nullable Age age, Instant formTime) {
	}

}
