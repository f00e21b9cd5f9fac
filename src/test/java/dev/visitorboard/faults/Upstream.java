package dev.visitorboard.faults;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// A line to DynamoDB for one client connection, kept open between its requests.
final class Upstream implements AutoCloseable {

	/// Well below the time after which a server hangs up: a request that meets a line
	/// just closed can't be repeated, since nobody knows whether it arrived.
	private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

	private final InetSocketAddress address;

	private @Nullable Line line;

	private long lastUsed;

	Upstream(InetSocketAddress address) {
		this.address = address;
	}

	/// Sends a request, once, and reads the whole answer.
	HttpMessage exchange(HttpMessage request) throws IOException {
		Line open = openLine();
		request.writeTo(open.socket().getOutputStream());
		HttpMessage answer = open.answers().next();
		if (answer == null) {
			throw new EOFException("DynamoDB closed the connection without an answer");
		}
		this.lastUsed = System.nanoTime();
		if (answer.isLast()) {
			close();
		}
		return answer;
	}

	private Line openLine() throws IOException {
		if (System.nanoTime() - this.lastUsed > LONGEST_IDLE.toNanos()) {
			close();
		}
		Line open = this.line;
		if (open == null) {
			open = Line.to(this.address);
			this.line = open;
		}
		return open;
	}

	@Override
	public void close() throws IOException {
		if (this.line != null) {
			this.line.socket().close();
			this.line = null;
		}
	}

	private record Line(Socket socket, HttpReader answers) {

		static Line to(InetSocketAddress address) throws IOException {
			Socket socket = new Socket(address.getAddress(), address.getPort());
			socket.setTcpNoDelay(true);
			return new Line(socket, new HttpReader(socket.getInputStream()));
		}

	}

}
