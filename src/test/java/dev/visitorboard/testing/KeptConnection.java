package dev.visitorboard.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// A connection that is used again and again, as a load balancer does. Unlike a client library's it never hides that the
/// server has closed it.
public final class KeptConnection implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	private boolean ending;

	/// Connects.
	public KeptConnection(URI server) throws IOException {
		this.socket = new Socket(server.getHost(), server.getPort());
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(10_000);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/// Sends a request and reads its whole answer.
	/// @param request as it goes over the wire
	/// @return the status
	/// @throws IOException also when the server has closed the connection meanwhile
	public int exchange(String request) throws IOException {
		return exchange(request.getBytes(StandardCharsets.UTF_8)).status();
	}

	/// Sends a request and reads its whole answer, whatever it may be.
	public Answer exchange(byte[] request) throws IOException {
		this.socket.getOutputStream().write(request);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		int status;
		do {
			status = Integer.parseInt(line().split(" ", 3)[1]);
			headers.clear();
			for (String header = line(); !header.isEmpty(); header = line()) {
				String[] parts = header.split(":", 2);
				headers.merge(parts[0], parts[1].strip(), (one, other) -> one + ", " + other);
			}
		}
		while (status < 200);
		this.ending |= headers.getOrDefault("Connection", "").equalsIgnoreCase("close");
		boolean empty = status == 204 || status == 304 || startsWith(request, "HEAD ");
		return new Answer(status, headers, empty ? new byte[0] : body(headers));
	}

	private byte[] body(Map<String, String> headers) throws IOException {
		if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
			return chunks();
		}
		String length = headers.get("Content-Length");
		if (length != null) {
			return bytes(Integer.parseInt(length));
		}
		this.ending = true;
		return this.in.readAllBytes();
	}

	private static boolean startsWith(byte[] request, String start) {
		byte[] begin = start.getBytes(StandardCharsets.US_ASCII);
		return request.length >= begin.length && Arrays.equals(request, 0, begin.length, begin, 0, begin.length);
	}

	/// Whether the server has said that it will close the connection, as Tomcat does
	/// after a 503.
	public boolean isEnding() {
		return this.ending;
	}

	private byte[] chunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
			body.write(bytes(size));
			line();
		}
		line();
		return body.toByteArray();
	}

	private byte[] bytes(int length) throws IOException {
		byte[] read = this.in.readNBytes(length);
		if (read.length < length) {
			throw new IOException("closed");
		}
		return read;
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int read = this.in.read(); read != '\n'; read = this.in.read()) {
			if (read < 0) {
				throw new IOException("closed");
			}
			line.write(read);
		}
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException _) {
			// It is closed.
		}
	}

	/// What came back.
	///
	/// @param headers by name, in whatever case; several of one name are one with commas
	@SuppressWarnings("ArrayRecordComponent")
	public record Answer(int status, Map<String, String> headers, byte[] body) {

		/// The body, unpacked where it came packed.
		public String text() {
			if (this.body.length == 0 || !"gzip".equals(this.headers.get("Content-Encoding"))) {
				return new String(this.body, StandardCharsets.UTF_8);
			}
			try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(this.body))) {
				return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
