package dev.visitorboard.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/// A rendered page, kept in both encodings with the entity tag that stands for it.
///
/// @param slice what it was rendered from, together with the count, the age and the time of its form
/// @param etag weak, since it covers both encodings
@SuppressWarnings("ArrayRecordComponent")
record KeptPage(Slice slice, long count, @Nullable Age age, Instant formTime, byte[] plain, byte[] gzip, String etag) {

	static KeptPage of(Slice slice, long count, @Nullable Age age, Instant formTime, String html) {
		byte[] plain = html.getBytes(StandardCharsets.UTF_8);
		String etag = "W/\"" + HexFormat.of().formatHex(DigestUtils.md5Digest(plain)) + '"';
		return new KeptPage(slice, count, age, formTime, plain, gzip(plain), etag);
	}

	boolean shows(Slice other, long otherCount, @Nullable Age otherAge, Instant otherTime) {
		return this.count == otherCount && Objects.equals(this.age, otherAge) && this.formTime.equals(otherTime)
				&& this.slice.equals(other);
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
