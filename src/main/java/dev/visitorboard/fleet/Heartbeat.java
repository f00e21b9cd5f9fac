package dev.visitorboard.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.visitorboard.instance.BootStep;
import dev.visitorboard.instance.Instance;
import org.jspecify.annotations.Nullable;

/// What an instance tells of itself. Times are the table's, not those of its own clock.
///
/// @param life one run of a process: after a restart the same instance has another
/// @param number counts the heartbeats of a life, so that a reader sees that there was one
/// @param startSeconds from the start of its JVM until it was ready; null until then
public record Heartbeat(String life, long number, Instant at, InstanceState state, Instance instance, Instant startedAt,
		@Nullable Double startSeconds, Load load) {

	/// The steps of the boot, the last of which is the application's own start.
	public List<BootStep> boot() {
		List<BootStep> steps = new ArrayList<>(this.instance.boot());
		if (this.startSeconds != null) {
			steps.add(new BootStep("start", this.startSeconds));
		}
		return steps;
	}

	/// From the machine's first step until it was ready; null until then.
	public @Nullable Double readySeconds() {
		double seconds = boot().stream().mapToDouble(BootStep::seconds).sum();
		return (this.startSeconds != null) ? Math.round(seconds * 10) / 10.0 : null;
	}

}
