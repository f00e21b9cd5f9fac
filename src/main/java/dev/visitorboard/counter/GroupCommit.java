package dev.visitorboard.counter;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.visitorboard.counter.Lane.Surroundings;
import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Phase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Counts visits in batches through a few lanes that share one queue. While a lane's batch is under way, the next
/// visits form another; a visit that comes alone is written at once.
///
/// Starts before the web server and stops after it, so that no request finds it gone.
@Component
class GroupCommit implements SmartLifecycle {

	private static final Duration FLUSH = Duration.ofMillis(1_500);

	private static final Duration LOOK_FOR_DEAD_WRITERS = Duration.ofMinutes(10);

	private final CounterRepository repository;

	private final CounterSettings settings;

	private final CounterMetrics metrics;

	private final Surroundings surroundings;

	private volatile @Nullable Crew crew;

	@Autowired
	GroupCommit(CounterRepository repository, CounterSettings settings, CounterMetrics metrics) {
		this(repository, settings, metrics, new Surroundings(System::nanoTime,
				(nanos) -> Thread.sleep(Duration.ofNanos(nanos)), new SecureRandom()));
	}

	GroupCommit(CounterRepository repository, CounterSettings settings, CounterMetrics metrics,
			Surroundings surroundings) {
		this.repository = repository;
		this.settings = settings;
		this.metrics = metrics;
		this.surroundings = surroundings;
	}

	/// Counts one visit and waits for its number; not while DynamoDB has not answered
	/// for long, when visits that wait would only take room from who can be served.
	/// @throws StoreUnavailableException when there was no number in time; the visit
	/// may be counted all the same
	long count() {
		Crew working = this.crew;
		if (working != null && working.isUnanswered()) {
			this.metrics.dropped();
			this.metrics.failed();
			throw new StoreUnavailableException(new IllegalStateException("DynamoDB has not answered lately"));
		}
		Visit visit = (working != null) ? working.queue().join() : null;
		if (working == null || visit == null) {
			throw new StoreUnavailableException(new IllegalStateException("this instance stops"));
		}
		try {
			long number = visit.number(this.settings.deadline());
			this.metrics.answered();
			return number;
		}
		catch (ExecutionException ex) {
			this.metrics.failed();
			throw new StoreUnavailableException(ex);
		}
		catch (TimeoutException ex) {
			this.metrics.failed();
			withdraw(visit, working);
			throw new StoreUnavailableException(ex);
		}
		catch (InterruptedException ex) {
			withdraw(visit, working);
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException(ex);
		}
	}

	private void withdraw(Visit visit, Crew from) {
		if (from.queue().withdraw(visit)) {
			this.metrics.dropped();
		}
	}

	/// The slots this instance writes to.
	Set<String> slots() {
		Crew working = this.crew;
		return (working != null) ? working.slots() : Set.of();
	}

	/// Whether every lane works that should. One that has ended does not come back.
	boolean isAlive() {
		return threads().stream().allMatch(Thread::isAlive);
	}

	/// The lanes' threads, for tests to end one.
	List<Thread> threads() {
		Crew working = this.crew;
		return (working != null) ? working.threads() : List.of();
	}

	@Override
	public void start() {
		VisitQueue queue = new VisitQueue();
		Pace pace = new Pace(this.surroundings.ticker());
		List<Lane> lanes = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < this.settings.lanes(); i++) {
			Lane lane = new Lane(this.repository, queue, pace, this.metrics, this.surroundings, i == 0);
			lanes.add(lane);
			threads.add(Thread.ofVirtual().name("counter-lane-" + i).start(lane));
		}
		Thread pruner = Thread.ofVirtual().name("counter-pruner").start(this::prune);
		this.crew = new Crew(queue, List.copyOf(lanes), List.copyOf(threads), pruner);
	}

	private void prune() {
		SlotPruner slots = new SlotPruner(this.repository, this::slots, this.surroundings.ticker());
		try {
			while (true) {
				slots.look();
				Thread.sleep(LOOK_FOR_DEAD_WRITERS);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/// Takes no more visits, counts those that wait, and removes the slots. What
	/// DynamoDB does not take in time stays unanswered.
	@Override
	public void stop() {
		Crew leaving = this.crew;
		this.crew = null;
		if (leaving == null) {
			return;
		}
		leaving.pruner().interrupt();
		leaving.queue().close();
		long deadline = System.nanoTime() + FLUSH.toNanos();
		for (Thread thread : leaving.threads()) {
			try {
				if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
					thread.interrupt();
				}
			}
			catch (InterruptedException _) {
				thread.interrupt();
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.crew != null;
	}

	/// Below the web server's phases, and above the check of the table.
	@Override
	public int getPhase() {
		return Phase.COUNTER.order();
	}

	/// The threads that work between a start and the next stop.
	private record Crew(VisitQueue queue, List<Lane> lanes, List<Thread> threads, Thread pruner) {

		boolean isUnanswered() {
			return this.lanes.stream().allMatch(Lane::isUnanswered);
		}

		Set<String> slots() {
			return this.lanes.stream().map(Lane::slot).collect(Collectors.toSet());
		}

	}

}
