package dev.visitorboard.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections that each send a byte every so often, half of them of a head, half of a body. One that is closed is opened
/// again, as those who do this for harm would.
public final class SlowClients implements AutoCloseable {

	private static final String HEAD = "GET / HTTP/1.1\r\nHost: slow\r\nX-Slow: ";

	private static final String BODY = "POST %s HTTP/1.1\r\nHost: slow\r\nContent-Type: %s\r\n%s\r\n\r\n";

	private static final List<String> STARTS = List.of(HEAD,
			BODY.formatted("/", "application/x-www-form-urlencoded", "Content-Length: 16000"), HEAD,
			BODY.formatted("/messages", "application/json", "Content-Length: 16000"), HEAD,
			BODY.formatted("/", "application/x-www-form-urlencoded", "Transfer-Encoding: chunked") + "3e80\r\n");

	private final InetSocketAddress server;

	private final List<SocketChannel> connections = new ArrayList<>();

	private final AtomicInteger reopened = new AtomicInteger();

	private final Thread sender;

	private volatile boolean over;

	private SlowClients(URI server, int count, Duration pause) throws IOException {
		this.server = new InetSocketAddress(server.getHost(), server.getPort());
		for (int i = 0; i < count; i++) {
			this.connections.add(open(i));
		}
		this.sender = Thread.ofPlatform().name("slow clients").start(() -> send(pause));
	}

	/// Opens them, and goes on sending until closed.
	public static SlowClients on(URI server, int count, Duration pause) throws IOException {
		return new SlowClients(server, count, pause);
	}

	private SocketChannel open(int number) throws IOException {
		SocketChannel channel = SocketChannel.open(this.server);
		channel.write(ByteBuffer.wrap(STARTS.get(number % STARTS.size()).getBytes(StandardCharsets.US_ASCII)));
		channel.configureBlocking(false);
		return channel;
	}

	private void send(Duration pause) {
		while (!this.over) {
			for (int i = 0; i < this.connections.size() && !this.over; i++) {
				sendByte(i);
			}
			try {
				Thread.sleep(pause);
			}
			catch (InterruptedException _) {
				return;
			}
		}
	}

	private void sendByte(int number) {
		try {
			SocketChannel connection = this.connections.get(number);
			if (connection.read(ByteBuffer.allocate(4096)) >= 0) {
				connection.write(ByteBuffer.wrap(new byte[] { 'x' }));
				return;
			}
		}
		catch (IOException _) {
			// Closed by the server.
		}
		try {
			this.connections.get(number).close();
			this.connections.set(number, open(number));
			this.reopened.incrementAndGet();
		}
		catch (IOException _) {
			// Again next time.
		}
	}

	/// How often the server has closed one.
	public int reopened() {
		return this.reopened.get();
	}

	@Override
	public void close() {
		this.over = true;
		this.sender.interrupt();
		try {
			this.sender.join();
			for (SocketChannel connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException _) {
			// It is closed.
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
