package dev.visitorboard.dynamodb;

import java.net.URI;
import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;

/// Shared reads on the threads of their callers, in a time that tests turn by hand.
public final class DirectReads {

	private DirectReads() {
	}

	public static SharedReadFactory with(Ticker ticker) {
		Duration limit = Duration.ofSeconds(2);
		return new SharedReadFactory(Runnable::run, Runnable::run,
				new DynamoDbSettings("board", "local", URI.create("http://localhost"), limit, limit),
				new CircuitBreaker(ticker), ticker);
	}

}
