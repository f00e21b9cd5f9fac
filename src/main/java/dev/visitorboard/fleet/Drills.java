package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// This instance's part in drills: it burns while a drill runs that it has lately read of.
///
/// When a drill ends is judged by DynamoDB's clock at the first sight of it and by this process's own ticking from then
/// on, and never lies further off than the drill is long; so no clock that is off or set makes it longer.
@Service
class Drills {

	/// Without a reading for so long nobody could cancel the drill here.
	static final Duration BLIND = Duration.ofSeconds(15);

	private static final Logger logger = LoggerFactory.getLogger(Drills.class);

	private final DrillRepository repository;

	private final TableClock clock;

	private final Ticker ticker;

	private final Fire fire;

	private @Nullable Sighting sighting;

	private long readAt;

	private long changedAt;

	private boolean leaving;

	@Autowired
	Drills(DrillRepository repository, TableClock clock, FleetSettings settings) {
		this(repository, clock, System::nanoTime, new Fire(settings.cores()));
	}

	Drills(DrillRepository repository, TableClock clock, Ticker ticker, Fire fire) {
		this.repository = repository;
		this.clock = clock;
		this.ticker = ticker;
		this.fire = fire;
		this.changedAt = ticker.nanos();
	}

	/// Starts a drill for the whole fleet. Other instances join with their next reading.
	/// @throws DrillRunningException when one runs
	Running start(int intensity, Duration length) {
		Instant now = this.clock.now();
		Drill drill = new Drill(UUID.randomUUID().toString(), intensity, length, now.plus(length));
		if (!this.repository.start(drill, now)) {
			throw new DrillRunningException();
		}
		logger.info("A drill was started: {} % for {} s", intensity, length.toSeconds());
		changed(Optional.of(drill));
		return new Running(intensity, drill.endsAt(), length);
	}

	/// Ends the drill that runs, if one does.
	void cancel() {
		this.repository.cancel();
		logger.info("The drill was cancelled");
		changed(Optional.empty());
	}

	/// Takes note of what a reading of the table found, unless this instance has started
	/// or ended a drill since the reading began.
	/// @param drill the last one that was started
	/// @param begun when the reading began, by this process's ticking
	void seen(Optional<Drill> drill, long begun) {
		synchronized (this) {
			if (begun - this.changedAt < 0) {
				return;
			}
			this.readAt = this.ticker.nanos();
			Drill known = (this.sighting != null) ? this.sighting.drill() : null;
			if (!drill.equals(Optional.ofNullable(known))) {
				this.sighting = drill.map(this::sight).orElse(null);
			}
		}
		this.fire.burn(this::load);
	}

	/// What this instance has just written is as good as a reading that begins now.
	private void changed(Optional<Drill> drill) {
		long now = this.ticker.nanos();
		synchronized (this) {
			this.changedAt = now;
		}
		seen(drill, now);
	}

	/// The drill that this instance takes part in.
	synchronized Optional<Running> running() {
		Sighting seen = this.sighting;
		long now = this.ticker.nanos();
		if (seen == null || this.leaving || now - seen.endsAt() >= 0 || now - this.readAt >= BLIND.toNanos()) {
			return Optional.empty();
		}
		return Optional
			.of(new Running(seen.drill().intensity(), seen.drill().endsAt(), Duration.ofNanos(seen.endsAt() - now)));
	}

	/// An instance that leaves keeps its CPU for the requests that still come.
	@EventListener(ContextClosedEvent.class)
	synchronized void leave() {
		this.leaving = true;
	}

	private double load() {
		return running().map((running) -> running.intensity() / 100.0).orElse(0.0);
	}

	private Sighting sight(Drill drill) {
		Duration left = Duration.between(this.clock.now(), drill.endsAt());
		Duration most = (left.compareTo(drill.length()) < 0) ? left : drill.length();
		return new Sighting(drill, this.ticker.nanos() + most.toNanos());
	}

	/// @param endsAt by this process's ticking, in nanoseconds
	private record Sighting(Drill drill, long endsAt) {
	}

	/// A drill that is on.
	///
	/// @param intensity in percent of each core
	/// @param endsAt by DynamoDB's clock
	record Running(int intensity, Instant endsAt, Duration left) {

		/// Whole seconds, of which the last is 1.
		public long secondsLeft() {
			return this.left.plusMillis(999).toSeconds();
		}

	}

}
