package dev.visitorboard.counter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/// Removes the writers of instances that ended without a stop: those that have not written for an hour, by this
/// instance's own clock.
@Component
class WriterPruner {

	static final Duration DEAD = Duration.ofHours(1);

	private static final Logger logger = LoggerFactory.getLogger(WriterPruner.class);

	private final CounterRepository repository;

	private final GroupCommit commit;

	private final Ticker ticker;

	private final Map<String, Sighting> sightings = new HashMap<>();

	WriterPruner(CounterRepository repository, GroupCommit commit, Ticker ticker) {
		this.repository = repository;
		this.commit = commit;
		this.ticker = ticker;
	}

	/// Looks once. Not for several threads at a time.
	void look() {
		try {
			Map<String, Long> writers = this.repository.writers();
			this.sightings.keySet().retainAll(writers.keySet());
			Set<String> own = this.commit.writers();
			writers.forEach((writer, last) -> {
				if (!own.contains(writer)) {
					judge(writer, last);
				}
			});
		}
		catch (StoreUnavailableException _) {
			logger.info("The counter's writers could not be looked at; there is another time.");
		}
	}

	private void judge(String writer, long last) {
		long now = this.ticker.nanos();
		Sighting sighting = this.sightings.get(writer);
		if (sighting == null || sighting.last() != last) {
			this.sightings.put(writer, new Sighting(last, now));
		}
		else if (now - sighting.since() >= DEAD.toNanos() && this.repository.remove(writer, last)) {
			logger.info("Removed the writer {}, whose instance is gone", writer);
		}
	}

	private record Sighting(long last, long since) {
	}

}
