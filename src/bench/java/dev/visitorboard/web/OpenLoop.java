package dev.visitorboard.web;

import java.io.IOException;
import java.net.URI;
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

import dev.visitorboard.testing.KeptConnection;

/// Sends requests at a fixed rate, whether the ones before are answered or not, as visitors come. Keeps connections as
/// a load balancer does.
public final class OpenLoop {

	private final URI server;

	private final IntFunction<String> request;

	private final Queue<KeptConnection> idle = new ConcurrentLinkedQueue<>();

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicInteger sent = new AtomicInteger();

	/// A load for a server.
	/// @param request the whole request as it goes over the wire, by its number
	public OpenLoop(URI server, IntFunction<String> request) {
		this.server = server;
		this.request = request;
	}

	/// Sends for a while.
	/// @param perSecond requests a second
	public Result run(int perSecond, Duration time) throws InterruptedException {
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
		this.idle.forEach(KeptConnection::close);
		return new Result(List.copyOf(this.samples), this.failures.get(), nanos / 1e9);
	}

	private void send(int number, long due) {
		this.sent.incrementAndGet();
		KeptConnection connection = this.idle.poll();
		try {
			if (connection == null) {
				connection = new KeptConnection(this.server);
			}
			int status = connection.exchange(this.request.apply(number));
			this.samples.add(new Sample(status, System.nanoTime() - due));
			if (connection.isEnding()) {
				connection.close();
			}
			else {
				this.idle.add(connection);
			}
		}
		catch (IOException _) {
			this.failures.incrementAndGet();
			if (connection != null) {
				connection.close();
			}
		}
	}

	/// One answer.
	///
	/// @param nanos from when the request was due, so that waiting to be sent counts
	public record Sample(int status, long nanos) {
	}

	/// What came of it.
	///
	/// @param failures requests without an answer
	public record Result(List<Sample> samples, int failures, double seconds) {

		double perSecond(boolean good) {
			return samples(good).length / this.seconds;
		}

		/// Of the good or the bad answers, in milliseconds.
		public double percentile(boolean good, double share) {
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

}
