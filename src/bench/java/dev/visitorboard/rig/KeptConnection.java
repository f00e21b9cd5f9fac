package dev.visitorboard.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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
		this.socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
		String head = line();
		int length = 0;
		boolean chunked = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
				length = Integer.parseInt(header.substring(15).strip());
			}
			this.ending |= header.equalsIgnoreCase("Connection: close");
			chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
		}
		if (chunked) {
			skipChunks();
		}
		this.in.skipNBytes(length);
		return Integer.parseInt(head.split(" ", 3)[1]);
	}

	/// Whether the server has said that it will close the connection, as Tomcat does
	/// after a 503.
	public boolean isEnding() {
		return this.ending;
	}

	private void skipChunks() throws IOException {
		for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
			this.in.skipNBytes(size + 2L);
		}
		line();
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

}
