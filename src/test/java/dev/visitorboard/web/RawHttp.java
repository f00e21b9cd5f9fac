package dev.visitorboard.web;

import dev.visitorboard.testing.Patience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What comes back for bytes that no client would send.
///
/// @param text all answers until the server closed the connection, or stopped talking
/// @param closed whether it closed the connection
record RawHttp(String text, boolean closed) {

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: |\\r)");

	/// After the first answer, for one that should not come.
	private static final int AFTERWARDS_MILLIS = 1_000;

	static RawHttp send(URI server, byte[] request) {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		boolean closed = false;
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.setSoTimeout(Math.toIntExact(Patience.LONGEST.toMillis()));
			// Beside the reading, since an answer that comes before the end of the
			// request is gone with the connection if it is not read by then (RFC 9112,
			// 9.5 and 9.6).
			Thread.ofVirtual().start(() -> write(socket, request));
			byte[] buffer = new byte[8192];
			for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream()
				.read(buffer)) {
				answer.write(buffer, 0, read);
				socket.setSoTimeout(AFTERWARDS_MILLIS);
			}
			closed = true;
		}
		catch (SocketTimeoutException _) {
			// Still open.
		}
		catch (SocketException _) {
			// Closed while there was still something to read.
			closed = true;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return new RawHttp(answer.toString(StandardCharsets.ISO_8859_1), closed);
	}

	private static void write(Socket socket, byte[] request) {
		try {
			socket.getOutputStream().write(request);
		}
		catch (IOException _) {
			// It has answered and hung up before it had everything.
		}
	}

	int answers() {
		return Math.toIntExact(STATUS_LINE.matcher(this.text).results().count());
	}

	/// How many of the answers have this header, which says who gave them.
	int answersOf(String header) {
		return Math.toIntExact(
				this.text.lines().filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(header + ":")).count());
	}

	int status() {
		Matcher status = STATUS_LINE.matcher(this.text);
		return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
	}

}
