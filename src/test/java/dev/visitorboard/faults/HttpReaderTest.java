package dev.visitorboard.faults;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HttpReaderTest {

	private static final String WITH_LENGTH = "POST / HTTP/1.1\r\nx-amz-target: DynamoDB_20120810.UpdateItem\r\nContent-Length: 9\r\n\r\n{\"ä\": 1}";

	private static final String CHUNKED = """
			POST / HTTP/1.1
			X-Amz-Target: DynamoDB_20120810.Query
			Transfer-Encoding: chunked

			A;x=y
			0123456789
			2


			0
			Trailer: 1

			""".replace("\n", "\r\n");

	private static final String WITHOUT_BODY = "GET / HTTP/1.1\r\nConnection: Close\r\n\r\n";

	@Test
	void messagesComeOutByteForByteHoweverTheyArrive() throws Exception {
		String sent = WITH_LENGTH + CHUNKED + WITHOUT_BODY + CHUNKED + WITH_LENGTH;
		for (int atOnce : new int[] { 1, 7, 10_000 }) {
			HttpReader reader = new HttpReader(new Packets(sent, atOnce));
			assertThat(written(reader)).isEqualTo(WITH_LENGTH);
			assertThat(written(reader)).isEqualTo(CHUNKED);
			assertThat(written(reader)).isEqualTo(WITHOUT_BODY);
			assertThat(written(reader)).isEqualTo(CHUNKED);
			assertThat(written(reader)).isEqualTo(WITH_LENGTH);
			assertThat(reader.next()).isNull();
		}
	}

	@Test
	void aBodyMayBeLargerThanTheBuffer() throws Exception {
		String large = "POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
		HttpReader reader = new HttpReader(new Packets(large + WITHOUT_BODY, 1_000));
		assertThat(written(reader)).isEqualTo(large);
		assertThat(written(reader)).isEqualTo(WITHOUT_BODY);
	}

	@Test
	void aPlanSeesTheOperationAndTheBody() throws Exception {
		HttpMessage message = Objects.requireNonNull(new HttpReader(new Packets(WITH_LENGTH, 100)).next());
		assertThat(Request.of(message)).isEqualTo(new Request("UpdateItem", "{\"ä\": 1}"));
		assertThat(message.isLast()).isFalse();
	}

	@Test
	void theLastMessageOfAConnectionIsKnown() throws Exception {
		HttpMessage message = Objects.requireNonNull(new HttpReader(new Packets(WITHOUT_BODY, 100)).next());
		assertThat(Request.of(message)).isEqualTo(new Request("", ""));
		assertThat(message.isLast()).isTrue();
	}

	@Test
	void anEndAmidAMessageIsNoMessage() {
		for (String whole : new String[] { WITH_LENGTH, CHUNKED, WITHOUT_BODY }) {
			String cut = whole.substring(0, whole.length() - 1);
			assertThatExceptionOfType(EOFException.class)
				.isThrownBy(() -> new HttpReader(new Packets(cut, 100)).next());
		}
	}

	private static String written(HttpReader reader) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Objects.requireNonNull(reader.next()).writeTo(out);
		return out.toString(StandardCharsets.UTF_8);
	}

	/// Arrives a few bytes at a time.
	private static final class Packets extends InputStream {

		private final InputStream bytes;

		private final int atOnce;

		Packets(String text, int atOnce) {
			this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
			this.atOnce = atOnce;
		}

		@Override
		public int read() throws IOException {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] into, int start, int length) throws IOException {
			return this.bytes.read(into, start, Math.min(length, this.atOnce));
		}

	}

}
