package dev.visitorboard.fleet;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.startup.TableCheck;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/// What this process knows of its own life. It is ready when it accepts traffic and its table has served once, as the
/// load balancer is told.
@Component
class OwnLife {

	private final String id;

	private final Instance instance;

	private final TableCheck table;

	private final TableClock clock;

	private final LoadMeter load;

	private volatile State announced = State.STARTING;

	private long heartbeats;

	private @Nullable Instant startedAt;

	private @Nullable Double startSeconds;

	OwnLife(Instance instance, TableCheck table, TableClock clock, LoadMeter load) {
		this.instance = instance;
		this.table = table;
		this.clock = clock;
		this.load = load;
		byte[] random = new byte[8];
		ThreadLocalRandom.current().nextBytes(random);
		this.id = instance.id() + "." + HexFormat.of().formatHex(random);
	}

	String id() {
		return this.id;
	}

	void readinessIs(ReadinessState readiness) {
		if (readiness == ReadinessState.ACCEPTING_TRAFFIC) {
			this.announced = State.SERVING;
		}
		else if (this.announced == State.SERVING) {
			this.announced = State.DRAINING;
		}
	}

	/// Whether there is a table to write to.
	boolean hasTable() {
		return this.table.hasSucceeded();
	}

	Heartbeat heartbeat() {
		return heartbeat(this.announced);
	}

	/// The one to leave with.
	Heartbeat last() {
		return heartbeat(State.LEFT);
	}

	private synchronized Heartbeat heartbeat(State state) {
		Instant now = this.clock.now().truncatedTo(ChronoUnit.MILLIS);
		Duration running = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
		if (this.startedAt == null) {
			this.startedAt = now.minus(running);
		}
		if (this.startSeconds == null && state == State.SERVING) {
			this.startSeconds = Math.round(running.toMillis() / 100.0) / 10.0;
		}
		this.heartbeats++;
		return new Heartbeat(this.id, this.heartbeats, now, state, this.instance, this.startedAt, this.startSeconds,
				this.load.sinceLast());
	}

}
