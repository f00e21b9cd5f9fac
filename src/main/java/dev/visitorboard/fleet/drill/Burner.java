package dev.visitorboard.fleet.drill;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

import com.sun.management.OperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Burns CPU, on one thread for each core, for as long as there is something to burn; then its threads end.
///
/// They have the lowest priority, which Linux does not honour, so they also give way ten thousand times a second, and
/// burn in slices so short that a request seldom waits for one.
// Being out of the way is the point here.
@SuppressWarnings("ThreadPriorityCheck")
final class Burner {

	private static final Logger logger = LoggerFactory.getLogger(Burner.class);

	private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long CHUNK = TimeUnit.MICROSECONDS.toNanos(100);

	private final DoubleSupplier load;

	private final Regulator regulator;

	private volatile boolean out;

	private Burner(DoubleSupplier load, Regulator regulator) {
		this.load = load;
		this.regulator = regulator;
	}

	/// @param cores what the instance has; a laptop's rehearsal gives it a part of one
	/// @param load how busy the instance is to be, from 0 to 1; at 0 it goes out for good
	static Burner light(double cores, DoubleSupplier load) {
		int threads = (int) Math.ceil(cores);
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		Burner burner = new Burner(load,
				new Regulator(cores, threads, load.getAsDouble(), System::nanoTime, system::getProcessCpuTime));
		try {
			for (int i = 0; i < threads; i++) {
				Thread.ofPlatform().name("drill-" + i).daemon().priority(Thread.MIN_PRIORITY).start(burner::burn);
			}
		}
		catch (Throwable ex) {
			burner.failed(ex);
		}
		return burner;
	}

	boolean isOut() {
		return this.out;
	}

	private void burn() {
		try {
			burnUntilOut();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/// Some threads alone would burn less than was asked for, so all go out.
	private void failed(Throwable failure) {
		this.out = true;
		logger.error("A drill went out here; it is lit again when the fleet is read next", failure);
	}

	private void burnUntilOut() {
		long begin = System.nanoTime();
		while (!this.out) {
			double wanted = this.load.getAsDouble();
			if (wanted <= 0) {
				this.out = true;
				return;
			}
			long end = begin + (long) (PERIOD * this.regulator.share(wanted));
			while (System.nanoTime() - end < 0) {
				spin();
				Thread.yield();
			}
			begin += PERIOD;
			long late = System.nanoTime() - begin;
			if (late > 0) {
				// Others had the core. What was missed is the regulator's to make good.
				begin += late;
			}
			LockSupport.parkNanos(-late);
		}
	}

	private static void spin() {
		long end = System.nanoTime() + CHUNK;
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

}
