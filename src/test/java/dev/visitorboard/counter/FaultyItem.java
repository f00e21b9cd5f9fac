package dev.visitorboard.counter;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.WriterGone;
import dev.visitorboard.counter.CommitOutcome.Throttled;
import dev.visitorboard.counter.CommitOutcome.Unknown;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/// The counter's item in memory, behind a connection that does to the next commits what a test told it to.
final class FaultyItem {

	private long count;

	private int commits;

	private final Map<String, Long> writers = new TreeMap<>();

	private final Queue<Fault> faults = new ArrayDeque<>();

	private Runnable beforeCommit = () -> {
	};

	enum Fault {

		NONE, LOSE_REQUEST, LOSE_RESPONSE, THROTTLE, COUNT_AND_THROW, COUNT_AND_DIE

	}

	CounterRepository repository() {
		CounterRepository repository = mock(CounterRepository.class);
		when(repository.register(any())).thenAnswer((call) -> register(call.getArgument(0)));
		when(repository.commit(any(), anyLong(), anyInt()))
			.thenAnswer((call) -> send(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
		when(repository.remove(any(), anyLong()))
			.thenAnswer((call) -> remove(call.getArgument(0), call.getArgument(1)));
		when(repository.writers()).thenAnswer((_) -> writers());
		return repository;
	}

	synchronized void next(Fault... some) {
		this.faults.addAll(List.of(some));
	}

	synchronized void heal() {
		this.faults.clear();
	}

	synchronized void beforeCommit(Runnable action) {
		this.beforeCommit = action;
	}

	synchronized long count() {
		return this.count;
	}

	synchronized int commits() {
		return this.commits;
	}

	synchronized Map<String, Long> writers() {
		return Map.copyOf(this.writers);
	}

	synchronized void prune() {
		this.writers.clear();
	}

	synchronized boolean remove(String writer, long seen) {
		Long last = this.writers.get(writer);
		if (last == null || last == seen) {
			this.writers.remove(writer);
			return true;
		}
		return false;
	}

	private synchronized CommitOutcome register(String writer) {
		boolean there = this.writers.putIfAbsent(writer, this.count) != null;
		return new Committed(this.writers.getOrDefault(writer, 0L), there);
	}

	private CommitOutcome send(String writer, long previous, int visits) {
		this.beforeCommit.run();
		synchronized (this) {
			this.commits++;
			Fault fault = this.faults.isEmpty() ? Fault.NONE : this.faults.remove();
			return switch (fault) {
				case THROTTLE -> new Throttled();
				case LOSE_REQUEST -> new Unknown();
				case LOSE_RESPONSE -> {
					commit(writer, previous, visits);
					yield new Unknown();
				}
				case COUNT_AND_THROW -> {
					commit(writer, previous, visits);
					throw new IllegalStateException("made up for a test");
				}
				case COUNT_AND_DIE -> {
					commit(writer, previous, visits);
					throw new NoClassDefFoundError("made up for a test");
				}
				case NONE -> commit(writer, previous, visits);
			};
		}
	}

	private CommitOutcome commit(String writer, long previous, int visits) {
		Long last = this.writers.get(writer);
		if (last == null) {
			return new WriterGone();
		}
		if (last != previous) {
			return new Committed(last, true);
		}
		this.count += visits;
		this.writers.put(writer, this.count);
		return new Committed(this.count, false);
	}

}
