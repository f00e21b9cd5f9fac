package dev.visitorboard.fleet.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.CpuSettings;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// This instance's part in drills: it burns CPU while a drill runs that it has lately read of.
///
/// The end of a drill is judged by DynamoDB's clock when this instance first reads of it, and by this process's own
/// ticker from then on. It never lies further off than the drill is long, so no clock that is off or set makes it longer.
@Service
public class DrillRunner {

	/// Without a reading for so long nobody could cancel the drill here.
	static final Duration BLIND = Duration.ofSeconds(15);

	private static final Logger logger = LoggerFactory.getLogger(DrillRunner.class);

	private final DrillRepository repository;

	private final TableClock clock;

	private final Ticker ticker;

	private final double cores;

	private @Nullable Followed followed;

	/// When the reading that was followed last began.
	private long readAt;

	private boolean leaving;

	private @Nullable Burner burner;

	DrillRunner(DrillRepository repository, TableClock clock, Ticker ticker, CpuSettings settings) {
		this.repository = repository;
		this.clock = clock;
		this.ticker = ticker;
		this.cores = settings.cores();
		this.readAt = ticker.nanos();
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
		// What this instance has just written is as good as a reading that begins now.
		follow(Optional.of(drill), this.ticker.nanos());
		return new Running(intensity, drill.endsAt(), length);
	}

	/// Ends the drill that runs, if one does.
	void cancel() {
		this.repository.cancel();
		logger.info("The drill was cancelled");
		follow(Optional.empty(), this.ticker.nanos());
	}

	/// Follows what a reading of the table found, unless this instance has started or
	/// ended a drill since the reading began.
	/// @param drill the last one that was started
	/// @param begunAt when the reading began, by this process's ticker
	public synchronized void follow(Optional<Drill> drill, long begunAt) {
		if (begunAt - this.readAt < 0) {
			return;
		}
		this.readAt = begunAt;
		if (!drill.equals(Optional.ofNullable(this.followed).map(Followed::drill))) {
			this.followed = drill.map(this::judge).orElse(null);
		}
		if (load() > 0 && (this.burner == null || this.burner.isOut())) {
			this.burner = Burner.light(this.cores, this::load);
		}
	}

	/// The drill that this instance takes part in.
	public synchronized Optional<Running> running() {
		long now = this.ticker.nanos();
		boolean blind = now - this.readAt >= BLIND.toNanos();
		return Optional.ofNullable(this.followed)
			.filter((drill) -> !this.leaving && !blind && now - drill.endsAt() < 0)
			.map((drill) -> new Running(drill.drill().intensity(), drill.drill().endsAt(),
					Duration.ofNanos(drill.endsAt() - now)));
	}

	/// How busy this instance is to be, from 0 to 1.
	double load() {
		return running().map((running) -> running.intensity() / 100.0).orElse(0.0);
	}

	/// An instance that leaves keeps its CPU for the requests that still come.
	@EventListener(ContextClosedEvent.class)
	synchronized void leave() {
		this.leaving = true;
	}

	private Followed judge(Drill drill) {
		Duration left = Duration.between(this.clock.now(), drill.endsAt());
		Duration most = (left.compareTo(drill.length()) < 0) ? left : drill.length();
		return new Followed(drill, this.ticker.nanos() + most.toNanos());
	}

	/// @param endsAt by this process's ticker, in nanoseconds
	private record Followed(Drill drill, long endsAt) {
	}

	/// A drill that is on.
	///
	/// @param intensity in percent of each core
	/// @param endsAt by DynamoDB's clock
	public record Running(int intensity, Instant endsAt, Duration left) {

		/// Whole seconds, of which the last is 1.
		public long secondsLeft() {
			return this.left.plusMillis(999).toSeconds();
		}

	}

}
