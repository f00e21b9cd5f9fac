package dev.visitorboard.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A request or an answer, byte for byte as it came.
final class HttpMessage {

	private final byte[] bytes;

	private final String head;

	HttpMessage(byte[] bytes, String head) {
		this.bytes = bytes;
		this.head = head;
	}

	Optional<String> header(String name) {
		return header(this.head, name);
	}

	static Optional<String> header(String head, String name) {
		return head.lines()
			.skip(1)
			.filter((line) -> line.regionMatches(true, 0, name, 0, name.length())
					&& line.startsWith(":", name.length()))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst();
	}

	/// As it was sent: the sizes of chunks, too.
	String body() {
		// One byte a character, so that lengths agree.
		int start = this.head.length();
		return new String(this.bytes, start, this.bytes.length - start, StandardCharsets.UTF_8);
	}

	/// Whether this is the last message on its connection.
	boolean isLast() {
		return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
	}

	/// In a single write, which with TCP_NODELAY is a single packet.
	void writeTo(OutputStream out) throws IOException {
		out.write(this.bytes);
	}

}
