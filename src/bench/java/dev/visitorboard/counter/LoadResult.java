package dev.visitorboard.counter;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.HdrHistogram.ConcurrentHistogram;

/// So many callers in a closed loop: each counts, waits for its number, and counts again.
///
/// @param increments answered
/// @param perSecond increments a second
/// @param p50 in milliseconds
/// @param p99 in milliseconds
/// @param failures answered without a number
record LoadResult(long increments, double perSecond, double p50, double p99, long failures) {

	static final Duration WARM_UP = Duration.ofSeconds(1);

	static final Duration MEASURED = Duration.ofSeconds(3);

	/// @param counts for each caller, which in turn serves a caller
	static LoadResult run(int callers, LongSupplier... counts) {
		ConcurrentHistogram micros = new ConcurrentHistogram(3);
		AtomicLong increments = new AtomicLong();
		AtomicLong failures = new AtomicLong();
		AtomicBoolean measuring = new AtomicBoolean();
		AtomicBoolean over = new AtomicBoolean();
		CountDownLatch done = new CountDownLatch(callers);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				LongSupplier count = counts[i % counts.length];
				threads.execute(() -> {
					while (!over.get()) {
						long begun = System.nanoTime();
						boolean counted = counted(count);
						if (measuring.get()) {
							(counted ? increments : failures).incrementAndGet();
							micros.recordValue((System.nanoTime() - begun) / 1000);
						}
					}
					done.countDown();
				});
			}
			Thread.sleep(WARM_UP);
			long begun = System.nanoTime();
			measuring.set(true);
			Thread.sleep(MEASURED);
			measuring.set(false);
			double seconds = (System.nanoTime() - begun) / 1e9;
			over.set(true);
			done.await();
			return new LoadResult(increments.get(), increments.get() / seconds, micros.getValueAtPercentile(50) / 1000.0,
					micros.getValueAtPercentile(99) / 1000.0, failures.get());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean counted(LongSupplier count) {
		try {
			return count.getAsLong() > 0;
		}
		catch (StoreUnavailableException _) {
			return false;
		}
	}

}
