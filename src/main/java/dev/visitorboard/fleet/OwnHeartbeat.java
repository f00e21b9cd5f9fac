package dev.visitorboard.fleet;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.startup.TableCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/// What this process tells of itself. It serves when it accepts traffic, which it does once its table has answered, as
/// the load balancer is told.
@Component
class OwnHeartbeat {

	private final String life;

	private final Instance instance;

	private final TableCheck table;

	private final TableClock clock;

	private final LoadMeter load;

	private volatile InstanceState state = InstanceState.STARTING;

	private long number;

	private @Nullable Instant startedAt;

	private @Nullable Double startSeconds;

	OwnHeartbeat(Instance instance, TableCheck table, TableClock clock, LoadMeter load) {
		this.instance = instance;
		this.table = table;
		this.clock = clock;
		this.load = load;
		this.life = instance.id() + "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
	}

	/// Names this run of the process.
	String life() {
		return this.life;
	}

	void readinessIs(ReadinessState readiness) {
		if (readiness == ReadinessState.ACCEPTING_TRAFFIC) {
			this.state = InstanceState.SERVING;
		}
		else if (this.state == InstanceState.SERVING) {
			this.state = InstanceState.DRAINING;
		}
	}

	/// Whether there is a table to write to.
	boolean hasTable() {
		return this.table.hasSucceeded();
	}

	Heartbeat next() {
		return heartbeat(this.state);
	}

	/// The one to leave with.
	Heartbeat last() {
		return heartbeat(InstanceState.LEFT);
	}

	private synchronized Heartbeat heartbeat(InstanceState told) {
		Instant now = this.clock.now().truncatedTo(ChronoUnit.MILLIS);
		Duration running = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
		if (this.startedAt == null) {
			this.startedAt = now.minus(running);
		}
		if (this.startSeconds == null && told == InstanceState.SERVING) {
			this.startSeconds = Math.round(running.toMillis() / 100.0) / 10.0;
		}
		this.number++;
		return new Heartbeat(this.life, this.number, now, told, this.instance, this.startedAt, this.startSeconds,
				this.load.sinceLast());
	}

}
