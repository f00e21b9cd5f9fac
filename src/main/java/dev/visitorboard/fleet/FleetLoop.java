package dev.visitorboard.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.visitorboard.fleet.drill.DrillRunner;
import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/// What this instance does for the fleet every 5 s, and at once when its own state changes. It has a thread of the
/// operating system's to itself: virtual threads take turns, and there may be many.
@Component
class FleetLoop implements SmartLifecycle {

	static final Duration EVERY = Duration.ofSeconds(5);

	/// How long a stop waits for the last heartbeat.
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/// How long a failure that was logged keeps the next ones out of the log.
	private static final Duration QUIET = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(FleetLoop.class);

	private final OwnHeartbeat own;

	private final FleetRepository repository;

	private final Fleet fleet;

	private final FleetRecorder recorder;

	private final DrillRunner drills;

	private final Ticker ticker;

	private volatile @Nullable ScheduledExecutorService thread;

	private @Nullable Long warnedAt;

	FleetLoop(OwnHeartbeat own, FleetRepository repository, Fleet fleet, FleetRecorder recorder, DrillRunner drills,
			Ticker ticker) {
		this.own = own;
		this.repository = repository;
		this.fleet = fleet;
		this.recorder = recorder;
		this.drills = drills;
		this.ticker = ticker;
	}

	/// One turn: tell of myself, look at the others, record, follow the drill. Whatever a
	/// step throws, the next step and the next turn come.
	/// @param age how old a picture of the others may be
	void turn(Duration age) {
		if (this.own.hasTable()) {
			attempt(() -> this.repository.write(this.own.next()));
			Optional<FleetPicture> seen = attempt(() -> this.fleet.picture(age));
			seen.ifPresent((picture) -> attempt(() -> this.recorder.record(picture)));
			seen.ifPresent((picture) -> attempt(() -> this.drills.follow(picture.drill(), picture.begunAt())));
		}
	}

	@EventListener
	void readinessChanged(AvailabilityChangeEvent<ReadinessState> change) {
		this.own.readinessIs(change.getState());
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			try {
				// A picture from before the change would be shown for 5 s more.
				running.execute(() -> turn(Duration.ZERO));
			}
			catch (RejectedExecutionException _) {
				// It stops already, and says so itself.
			}
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService begun = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("fleet-loop").daemon().factory());
		begun.execute(() -> turn(Fleet.FRESH));
		// Instances that start together do not write together.
		Future<?> _ = begun.scheduleWithFixedDelay(() -> turn(Fleet.FRESH),
				ThreadLocalRandom.current().nextLong(EVERY.toMillis()), EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
			if (this.own.hasTable()) {
				this.repository.write(this.own.last());
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

	@Override
	public int getPhase() {
		return Phase.HEARTBEATS.order();
	}

	private void attempt(Runnable step) {
		attempt(() -> {
			step.run();
			return true;
		});
	}

	private <T> Optional<T> attempt(Supplier<T> step) {
		try {
			return Optional.of(step.get());
		}
		catch (Throwable ex) {
			long now = this.ticker.nanos();
			if (this.warnedAt == null || now - this.warnedAt >= QUIET.toNanos()) {
				logger.warn("This instance could not tell the others that it is there, or not see them: {}",
						NestedExceptionUtils.getMostSpecificCause(ex).toString());
				this.warnedAt = now;
			}
			return Optional.empty();
		}
	}

}
