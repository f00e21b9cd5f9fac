package dev.visitorboard.counter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the slots that dead writers left behind: those this instance has seen unmoved for an hour by its own clock.
final class SlotPruner {

	static final Duration DEAD = Duration.ofHours(1);

	private static final Logger logger = LoggerFactory.getLogger(SlotPruner.class);

	private final CounterRepository repository;

	private final Supplier<Set<String>> ownSlots;

	private final Ticker ticker;

	private final Map<String, Sighting> sightings = new HashMap<>();

	SlotPruner(CounterRepository repository, Supplier<Set<String>> ownSlots, Ticker ticker) {
		this.repository = repository;
		this.ownSlots = ownSlots;
		this.ticker = ticker;
	}

	/// Looks once. Not for several threads at a time.
	void look() {
		try {
			Map<String, Long> slots = this.repository.slots();
			this.sightings.keySet().retainAll(slots.keySet());
			Set<String> own = this.ownSlots.get();
			slots.forEach((slot, last) -> {
				if (!own.contains(slot)) {
					judge(slot, last);
				}
			});
		}
		catch (StoreUnavailableException _) {
			logger.info("The counter's slots could not be looked at; there is another time.");
		}
		catch (Throwable ex) {
			logger.error("The counter's slots could not be looked at; there is another time.", ex);
		}
	}

	private void judge(String slot, long last) {
		long now = this.ticker.nanos();
		Sighting sighting = this.sightings.get(slot);
		if (sighting == null || sighting.last() != last) {
			this.sightings.put(slot, new Sighting(last, now));
		}
		else if (now - sighting.since() >= DEAD.toNanos() && this.repository.remove(slot, last)) {
			logger.info("Removed the slot {} of a writer that is gone", slot);
		}
	}

	private record Sighting(long last, long since) {
	}

}
