package dev.visitorboard.health;

import java.time.Duration;
import java.util.OptionalLong;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/// Whether the table answers, looked at no more than once a second however many ask, and be it in vain.
@Component
class TableHealth {

	private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

	private final SharedRead<OptionalLong> count;

	TableHealth(VisitorCounter counter, @SharedReads AsyncTaskExecutor executor) {
		this.count = new SharedRead<>(() -> count(counter), executor);
	}

	/// The count; nothing while the table does not answer.
	OptionalLong count() {
		try {
			return this.count.notOlderThan(LOOK_EVERY);
		}
		catch (StoreUnavailableException _) {
			return OptionalLong.empty();
		}
	}

	private static OptionalLong count(VisitorCounter counter) {
		try {
			return OptionalLong.of(counter.total(LOOK_EVERY));
		}
		catch (StoreUnavailableException _) {
			return OptionalLong.empty();
		}
	}

}
