package dev.visitorboard.counter;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

import dev.visitorboard.counter.CommitOutcome.Committed;
import dev.visitorboard.counter.CommitOutcome.SlotGone;
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

	private final Map<String, Long> slots = new TreeMap<>();

	private final Queue<Fault> faults = new ArrayDeque<>();

	private Runnable beforeCommit = () -> {
	};

	enum Fault {

		NONE, LOSE_REQUEST, LOSE_RESPONSE, THROTTLE, COUNT_AND_THROW, COUNT_AND_DIE

	}

	CounterRepository repository() {
		CounterRepository repository = mock(CounterRepository.class);
		when(repository.claim(any())).thenAnswer((call) -> claim(call.getArgument(0)));
		when(repository.commit(any(), anyLong(), anyInt()))
			.thenAnswer((call) -> send(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
		when(repository.remove(any(), anyLong()))
			.thenAnswer((call) -> remove(call.getArgument(0), call.getArgument(1)));
		when(repository.slots()).thenAnswer((_) -> slots());
		return repository;
	}

	synchronized void next(Fault... some) {
		this.faults.addAll(List.of(some));
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

	synchronized Map<String, Long> slots() {
		return Map.copyOf(this.slots);
	}

	synchronized void prune() {
		this.slots.clear();
	}

	synchronized boolean remove(String slot, long seen) {
		Long last = this.slots.get(slot);
		if (last == null || last == seen) {
			this.slots.remove(slot);
			return true;
		}
		return false;
	}

	private synchronized CommitOutcome claim(String slot) {
		boolean there = this.slots.putIfAbsent(slot, this.count) != null;
		return new Committed(this.slots.getOrDefault(slot, 0L), there);
	}

	private CommitOutcome send(String slot, long previous, int visits) {
		this.beforeCommit.run();
		synchronized (this) {
			this.commits++;
			Fault fault = this.faults.isEmpty() ? Fault.NONE : this.faults.remove();
			return switch (fault) {
				case THROTTLE -> new Throttled();
				case LOSE_REQUEST -> new Unknown();
				case LOSE_RESPONSE -> {
					commit(slot, previous, visits);
					yield new Unknown();
				}
				case COUNT_AND_THROW -> {
					commit(slot, previous, visits);
					throw new IllegalStateException("made up for a test");
				}
				case COUNT_AND_DIE -> {
					commit(slot, previous, visits);
					throw new NoClassDefFoundError("made up for a test");
				}
				case NONE -> commit(slot, previous, visits);
			};
		}
	}

	private CommitOutcome commit(String slot, long previous, int visits) {
		Long last = this.slots.get(slot);
		if (last == null) {
			return new SlotGone();
		}
		if (last != previous) {
			return new Committed(last, true);
		}
		this.count += visits;
		this.slots.put(slot, this.count);
		return new Committed(this.count, false);
	}

}
