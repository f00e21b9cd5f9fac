package dev.visitorboard.counter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.visitorboard.counter.VisitQueue.Visit;
import dev.visitorboard.dynamodb.CircuitBreaker;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Counts visits in batches through a few lanes that share one queue. While a lane's batch is under way, the next
/// visits form another; a visit that comes alone is written at once.
///
/// Starts before the web server and stops after it, so that no request finds it gone.
@Component
class GroupCommit implements SmartLifecycle {

	private static final Duration FLUSH = Duration.ofMillis(1_500);

	private final CounterRepository repository;

	private final CounterSettings settings;

	private final CounterMetrics metrics;

	private final CircuitBreaker breaker;

	private final Ticker ticker;

	private volatile @Nullable Crew crew;

	GroupCommit(CounterRepository repository, CounterSettings settings, CounterMetrics metrics, CircuitBreaker breaker,
			Ticker ticker) {
		this.repository = repository;
		this.settings = settings;
		this.metrics = metrics;
		this.breaker = breaker;
		this.ticker = ticker;
	}

	/// Counts one visit and waits for its number. While every lane has a batch that gets
	/// no answer, a visit is refused at once: if it waited, it would only take room from
	/// those that can be served.
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

	/// The writers of this instance.
	Set<String> writers() {
		Crew working = this.crew;
		return (working != null) ? working.lanes().stream().map(Lane::writer).collect(Collectors.toSet()) : Set.of();
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
		Pace pace = new Pace(this.ticker);
		List<Lane> lanes = IntStream.range(0, this.settings.lanes())
			.mapToObj((i) -> new Lane(this.repository, queue, pace.ofLane(i == 0), this.breaker, this.metrics,
					this.ticker))
			.toList();
		this.crew = new Crew(queue, lanes,
				lanes.stream().map(Thread.ofVirtual().name("counter-lane-", 0)::start).toList());
	}

	/// Takes no more visits, counts those that wait, and removes the writers. What
	/// DynamoDB does not take in time stays unanswered.
	@Override
	public void stop() {
		Crew leaving = this.crew;
		this.crew = null;
		if (leaving == null) {
			return;
		}
		leaving.queue().close();
		long deadline = this.ticker.nanos() + FLUSH.toNanos();
		for (Thread thread : leaving.threads()) {
			try {
				if (!thread.join(Duration.ofNanos(Math.max(1, deadline - this.ticker.nanos())))) {
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

	@Override
	public int getPhase() {
		return Phase.COUNTER.order();
	}

	/// The threads that work between a start and the next stop.
	private record Crew(VisitQueue queue, List<Lane> lanes, List<Thread> threads) {

		boolean isUnanswered() {
			return this.lanes.stream().allMatch(Lane::isUnanswered);
		}

	}

}
