package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.visitorboard.lifecycle.Ticker;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Makes [SharedRead]s: says on which threads they run, and how long a call to the table may take.
@Component
public final class SharedReadFactory {

	private final Executor current;

	private final Executor older;

	private final Duration callTimeout;

	private final CircuitBreaker breaker;

	private final Ticker ticker;

	SharedReadFactory(@Qualifier("currentReads") Executor current, @Qualifier("olderReads") Executor older,
			DynamoDbSettings settings, CircuitBreaker breaker, Ticker ticker) {
		this.current = current;
		this.older = older;
		this.callTimeout = settings.callTimeout();
		this.breaker = breaker;
		this.ticker = ticker;
	}

	/// A read of what everybody looks at.
	/// @param source does the read; what it throws reaches every caller that waits for
	/// that read
	public <T> SharedRead<T> current(Supplier<T> source) {
		return new SharedRead<>(source, this.current, this.callTimeout, this.breaker, this.ticker);
	}

	/// A read of what few look at, for which nobody else has to wait.
	/// @param source as in [#current]
	public <T> SharedRead<T> older(Supplier<T> source) {
		return new SharedRead<>(source, this.older, this.callTimeout, this.breaker, this.ticker);
	}

}
