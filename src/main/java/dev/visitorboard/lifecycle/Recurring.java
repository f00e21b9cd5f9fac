package dev.visitorboard.lifecycle;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/// A task that runs again and again from the start of a phase to its stop. Whatever a run throws is logged by the
/// scheduler, and the next run comes all the same.
public final class Recurring implements SmartLifecycle {

	private final Phase phase;

	private final Runnable task;

	private final Trigger trigger;

	private final TaskScheduler scheduler;

	private volatile @Nullable Future<?> runs;

	/// @param trigger says when the next run comes; no run begins before the last one
	/// has ended
	public Recurring(Phase phase, Runnable task, Trigger trigger, TaskScheduler scheduler) {
		this.phase = phase;
		this.task = task;
		this.trigger = trigger;
		this.scheduler = scheduler;
	}

	@Override
	public void start() {
		this.runs = this.scheduler.schedule(this.task, this.trigger);
	}

	/// Interrupts a run under way and does not wait for it.
	@Override
	public void stop() {
		Future<?> ending = this.runs;
		this.runs = null;
		if (ending != null) {
			ending.cancel(true);
		}
	}

	@Override
	public boolean isRunning() {
		return this.runs != null;
	}

	@Override
	public int getPhase() {
		return this.phase.order();
	}

}
