package dev.visitorboard.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Cuts one direction of an HTTP/1.1 connection into messages. A body has a `Content-Length` or is chunked; one that
/// only the end of the connection ends, DynamoDB and its clients don't send.
final class HttpReader {

	private final InputStream in;

	/// Begins with the message that is being read.
	private byte[] buffer = new byte[8192];

	private int filled;

	HttpReader(InputStream in) {
		this.in = in;
	}

	/// The next message, or null at an end between two messages.
	/// @throws EOFException at an end amid a message
	@Nullable HttpMessage next() throws IOException {
		if (this.filled == 0 && !fill()) {
			return null;
		}
		int bodyStart = endOfHead();
		String head = new String(this.buffer, 0, bodyStart, StandardCharsets.ISO_8859_1);
		int end = isChunked(head) ? endOfChunks(bodyStart) : bodyStart + contentLength(head);
		require(end);
		HttpMessage message = new HttpMessage(Arrays.copyOf(this.buffer, end), head);
		System.arraycopy(this.buffer, end, this.buffer, 0, this.filled - end);
		this.filled -= end;
		return message;
	}

	private static boolean isChunked(String head) {
		return HttpMessage.header(head, "Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
	}

	private static int contentLength(String head) {
		return HttpMessage.header(head, "Content-Length").map(Integer::parseInt).orElse(0);
	}

	/// Where the empty line after the headers ends.
	private int endOfHead() throws IOException {
		int end = endOfLine(0);
		int lineStart = 0;
		while (end - lineStart > 2) {
			lineStart = end;
			end = endOfLine(lineStart);
		}
		return end;
	}

	private int endOfChunks(int start) throws IOException {
		int at = start;
		int size;
		do {
			int lineEnd = endOfLine(at);
			String line = new String(this.buffer, at, lineEnd - at, StandardCharsets.ISO_8859_1);
			size = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
			at = (size > 0) ? lineEnd + size + 2 : lineEnd;
		}
		while (size > 0);
		int trailerEnd = endOfLine(at);
		while (trailerEnd - at > 2) {
			at = trailerEnd;
			trailerEnd = endOfLine(at);
		}
		return trailerEnd;
	}

	private int endOfLine(int start) throws IOException {
		int at = start;
		while (true) {
			require(at + 1);
			if (this.buffer[at] == '\n') {
				return at + 1;
			}
			at++;
		}
	}

	private void require(int size) throws IOException {
		while (this.filled < size) {
			if (!fill()) {
				throw new EOFException("The connection ended amid a message");
			}
		}
	}

	private boolean fill() throws IOException {
		if (this.filled == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, this.buffer.length * 2);
		}
		int count = this.in.read(this.buffer, this.filled, this.buffer.length - this.filled);
		this.filled += Math.max(count, 0);
		return count >= 0;
	}

}
