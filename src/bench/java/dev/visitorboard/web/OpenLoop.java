package dev.visitorboard.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Sends requests at a fixed rate, whether the ones before are answered or not, as visitors come. Keeps connections as
/// a load balancer does.
final class OpenLoop {

	private final URI server;

	private final IntFunction<String> request;

	private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicInteger sent = new AtomicInteger();

	/// @param request the whole request as it goes over the wire, by its number
	OpenLoop(URI server, IntFunction<String> request) {
		this.server = server;
		this.request = request;
	}

	/// @param perSecond requests a second
	Result run(int perSecond, Duration time) throws InterruptedException {
		long begun = System.nanoTime();
		int total = (int) (perSecond * time.toMillis() / 1000);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < total; i++) {
				int number = i;
				long due = begun + i * 1_000_000_000L / perSecond;
				while (due - System.nanoTime() > 0) {
					Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
				}
				threads.execute(() -> send(number, due));
			}
		}
		return result(System.nanoTime() - begun);
	}

	/// Sends from so many callers, each as soon as it is answered.
	Result runClosed(int callers, Duration time) throws InterruptedException {
		long begun = System.nanoTime();
		Semaphore done = new Semaphore(0);
		for (int i = 0; i < callers; i++) {
			Thread.ofVirtual().start(() -> {
				while (System.nanoTime() - begun < time.toNanos()) {
					send(this.sent.get(), System.nanoTime());
				}
				done.release();
			});
		}
		done.acquire(callers);
		return result(System.nanoTime() - begun);
	}

	private Result result(long nanos) {
		this.idle.forEach(Connection::close);
		return new Result(List.copyOf(this.samples), this.failures.get(), nanos / 1e9);
	}

	private void send(int number, long due) {
		this.sent.incrementAndGet();
		Connection connection = this.idle.poll();
		try {
			if (connection == null) {
				connection = new Connection(this.server);
			}
			int status = connection.exchange(this.request.apply(number));
			this.samples.add(new Sample(status, System.nanoTime() - due));
			this.idle.add(connection);
		}
		catch (IOException _) {
			this.failures.incrementAndGet();
			if (connection != null) {
				connection.close();
			}
		}
	}

	/// @param nanos from when the request was due, so that waiting to be sent counts
	record Sample(int status, long nanos) {
	}

	/// @param failures requests without an answer
	record Result(List<Sample> samples, int failures, double seconds) {

		double perSecond(boolean good) {
			return samples(good).length / this.seconds;
		}

		/// In milliseconds.
		double percentile(boolean good, double share) {
			long[] sorted = samples(good);
			return (sorted.length == 0) ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
		}

		private long[] samples(boolean good) {
			long[] nanos = this.samples.stream()
				.filter((sample) -> (sample.status() < 500) == good)
				.mapToLong(Sample::nanos)
				.toArray();
			Arrays.sort(nanos);
			return nanos;
		}

	}

	private static final class Connection {

		private final Socket socket;

		private final InputStream in;

		Connection(URI server) throws IOException {
			this.socket = new Socket(server.getHost(), server.getPort());
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(10_000);
			this.in = new BufferedInputStream(this.socket.getInputStream());
		}

		int exchange(String request) throws IOException {
			this.socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			String head = line();
			int length = 0;
			boolean chunked = false;
			for (String header = line(); !header.isEmpty(); header = line()) {
				if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
					length = Integer.parseInt(header.substring(15).strip());
				}
				chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
			}
			if (chunked) {
				skipChunks();
			}
			this.in.skipNBytes(length);
			return Integer.parseInt(head.split(" ", 3)[1]);
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

		void close() {
			try {
				this.socket.close();
			}
			catch (IOException _) {
				// It is closed.
			}
		}

	}

}
