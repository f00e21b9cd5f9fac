package dev.visitorboard.fleet;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/// Writes this instance's heartbeat every 5 s, and at once when its state changes. On a thread of the operating
/// system's that does nothing else, since virtual threads take turns and there may be many.
@Component
class Heartbeats implements SmartLifecycle {

	static final Duration EVERY = Duration.ofSeconds(5);

	/// How long a stop waits for the last one at most.
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration QUIET = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(Heartbeats.class);

	private final OwnLife life;

	private final FleetRepository repository;

	private final FleetRecorder recorder;

	private volatile @Nullable ScheduledExecutorService thread;

	private final Ticker ticker;

	private boolean warned;

	private long warnedAt;

	@Autowired
	Heartbeats(OwnLife life, FleetRepository repository, FleetRecorder recorder) {
		this(life, repository, recorder, System::nanoTime);
	}

	Heartbeats(OwnLife life, FleetRepository repository, FleetRecorder recorder, Ticker ticker) {
		this.life = life;
		this.repository = repository;
		this.recorder = recorder;
		this.ticker = ticker;
	}

	@EventListener
	void readinessChanged(AvailabilityChangeEvent<ReadinessState> change) {
		this.life.readinessIs(change.getState());
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			try {
				// A picture from before the change would be shown for 5 s more.
				running.execute(() -> beat(this.recorder::lookAnew));
			}
			catch (RejectedExecutionException _) {
				// It stops already, and says so itself.
			}
		}
	}

	/// One heartbeat and a look around. Whatever goes wrong, there is another.
	void beat() {
		beat(this.recorder::look);
	}

	private void beat(Runnable look) {
		if (this.life.hasTable()) {
			attempt(() -> this.repository.write(this.life.heartbeat()));
			attempt(look);
		}
	}

	private void attempt(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			long now = this.ticker.nanos();
			if (!this.warned || now - this.warnedAt >= QUIET.toNanos()) {
				logger.warn("This instance could not tell the others that it is there, or not see them: {}",
						NestedExceptionUtils.getMostSpecificCause(ex).toString());
				this.warned = true;
				this.warnedAt = now;
			}
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService begun = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heartbeat").daemon().factory());
		begun.execute(this::beat);
		// Instances that start together do not write together.
		Future<?> _ = begun.scheduleWithFixedDelay(this::beat, ThreadLocalRandom.current().nextLong(EVERY.toMillis()),
				EVERY.toMillis(), TimeUnit.MILLISECONDS);
		this.thread = begun;
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.thread;
		this.thread = null;
		if (running == null) {
			return;
		}
		Future<?> last = running.submit(() -> {
			if (this.life.hasTable()) {
				this.repository.write(this.life.last());
			}
		});
		running.shutdown();
		try {
			last.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException _) {
			logger.warn("The last heartbeat was not written; the others will miss this instance");
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		running.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/// Before the web server, whose phase is near the greatest, and until it has
	/// stopped.
	@Override
	public int getPhase() {
		return Phase.HEARTBEATS.order();
	}

}
