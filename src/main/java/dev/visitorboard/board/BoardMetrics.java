package dev.visitorboard.board;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/// What an operator sees of the posts.
@Component
class BoardMetrics {

	private final Counter stored;

	private final Counter refused;

	private final Counter failed;

	BoardMetrics(MeterRegistry registry) {
		this.stored = posts("stored", registry);
		this.refused = posts("refused", registry);
		this.failed = posts("failed", registry);
	}

	private static Counter posts(String outcome, MeterRegistry registry) {
		return Counter.builder("board.posts")
			.description("Posts that were fit for the board, by what became of them")
			.tag("outcome", outcome)
			.register(registry);
	}

	/// The message is on the board, now or since the same post was sent before.
	void stored() {
		this.stored.increment();
	}

	/// Its key was another message's.
	void refused() {
		this.refused.increment();
	}

	/// The table did not answer; the message may be stored all the same.
	void failed() {
		this.failed.increment();
	}

}
