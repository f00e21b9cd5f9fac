package dev.visitorboard.health;

import java.time.Duration;
import java.util.OptionalLong;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/// Whether the table answers, looked at once in 0.8 s at most however many ask, also in vain.
@Component
class TableHealth {

	private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

	private final VisitorCounter counter;

	private final Ticker ticker;

	/// Until when a failure is remembered; null after a success.
	private volatile @Nullable Long awayUntil;

	TableHealth(VisitorCounter counter, Ticker ticker) {
		this.counter = counter;
		this.ticker = ticker;
	}

	/// The count; nothing while the table does not answer.
	OptionalLong count() {
		Long away = this.awayUntil;
		if (away != null && this.ticker.nanos() - away < 0) {
			return OptionalLong.empty();
		}
		try {
			OptionalLong count = OptionalLong.of(this.counter.total(LOOK_EVERY));
			this.awayUntil = null;
			return count;
		}
		catch (StoreUnavailableException _) {
			this.awayUntil = this.ticker.nanos() + LOOK_EVERY.toNanos();
			return OptionalLong.empty();
		}
	}

}
