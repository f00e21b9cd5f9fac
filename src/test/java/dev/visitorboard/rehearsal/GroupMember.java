package dev.visitorboard.rehearsal;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// An instance in the scaling group, from its launch until it is told to go.
final class GroupMember {

	private final InstanceProcess process;

	private final Target target;

	private final long launchedAt;

	private @Nullable Long inServiceSince;

	GroupMember(InstanceProcess process, Target target, long now) {
		this.process = process;
		this.target = target;
		this.launchedAt = now;
	}

	InstanceProcess process() {
		return this.process;
	}

	Target target() {
		return this.target;
	}

	Duration age(long now) {
		return Duration.ofNanos(now - this.launchedAt);
	}

	/// Takes note of the first good health check.
	/// @return whether this is news
	boolean comesIntoService(long now) {
		if (this.inServiceSince != null || this.target.state() != Target.State.HEALTHY) {
			return false;
		}
		this.inServiceSince = now;
		return true;
	}

	/// Whether its start is over, so that its CPU tells how much there is to do.
	boolean isWarm(long now, Duration warmUp) {
		Long since = this.inServiceSince;
		return since != null && now - since >= warmUp.toNanos();
	}

	/// Why it has to be replaced; null while it need not be.
	@Nullable String flaw(long now, Duration grace) {
		if (!this.process.isAlive()) {
			return "is gone (exit code %d)".formatted(this.process.exitCode());
		}
		if (this.target.state() == Target.State.UNHEALTHY) {
			return "fails its health checks";
		}
		if (this.inServiceSince == null && age(now).compareTo(grace) > 0) {
			return "did not become healthy within %d s".formatted(grace.toSeconds());
		}
		return null;
	}

}
