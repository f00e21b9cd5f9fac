package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.stereotype.Component;

/// Records the count once a period. Every instance tries and the first one's count stays, so it takes no leader, and
/// the history has a gap only where no instance ran or the table did not answer for a whole period.
///
/// It tries right at the start too, before the web server takes visits: where nothing ran before, nothing was counted
/// since the period began, and the count is what it was then.
@Component
class HistoryRecorder implements Trigger {

	/// Spreads the instances, whose clocks agree, over the first seconds of a period.
	static final Duration SPREAD = Duration.ofSeconds(5);

	static final Duration RETRY = Duration.ofSeconds(15);

	private static final Logger logger = LoggerFactory.getLogger(HistoryRecorder.class);

	private final VisitorCounter counter;

	private final HistoryRepository history;

	private final Clock clock;

	/// Whether the last try left its period with a count.
	private volatile boolean recorded;

	HistoryRecorder(VisitorCounter counter, HistoryRepository history, Clock clock) {
		this.counter = counter;
		this.history = history;
		this.clock = clock;
	}

	/// Records the count in the period that it is now, unless an instance has.
	void record() {
		this.recorded = false;
		Instant period = HistoryPeriod.begin(this.clock.instant());
		try {
			long count = this.counter.total(Duration.ZERO);
			// A count read after the period could be greater than that of the next.
			if (HistoryPeriod.begin(this.clock.instant()).equals(period)) {
				this.history.record(period, count);
				this.recorded = true;
			}
		}
		catch (StoreUnavailableException _) {
			// Why is in the log already.
			logger.warn("The count at {} is not recorded yet.", period);
		}
	}

	/// At once; after that soon after the next period begins, or soon after a failure.
	@Override
	public Instant nextExecution(TriggerContext tries) {
		Instant now = this.clock.instant();
		if (tries.lastCompletion() == null) {
			return now;
		}
		if (!this.recorded) {
			return now.plus(RETRY);
		}
		long spread = ThreadLocalRandom.current().nextLong(SPREAD.toMillis());
		return HistoryPeriod.begin(now).plus(HistoryPeriod.LENGTH).plusMillis(spread);
	}

}
