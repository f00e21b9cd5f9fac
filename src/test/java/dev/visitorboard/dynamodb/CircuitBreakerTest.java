package dev.visitorboard.dynamodb;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTest {

	private final AtomicLong nanos = new AtomicLong();

	private final CircuitBreaker breaker = new CircuitBreaker(this.nanos::get);

	@BeforeEach
	void almostOpen() {
		for (int i = 1; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
			this.breaker.failed();
		}
	}

	@Test
	void aFewFailuresCloseNothing() {
		assertThat(this.breaker.admits()).isTrue();
		this.breaker.answered();
		this.breaker.failed();
		assertThat(this.breaker.admits()).isTrue();
	}

	@Test
	void whileDynamoDbDoesNotAnswerItIsAskedNowAndThen() {
		this.breaker.failed();
		assertThat(this.breaker.admits()).isFalse();
		pass(CircuitBreaker.ASK_AGAIN_EVERY.toNanos() - 1);
		assertThat(this.breaker.admits()).isFalse();
		pass(1);
		assertThat(this.breaker.admits()).isTrue();
		assertThat(this.breaker.admits()).isFalse();
		this.breaker.failed();
		assertThat(this.breaker.admits()).isFalse();
		pass(CircuitBreaker.ASK_AGAIN_EVERY.toNanos());
		assertThat(this.breaker.admits()).isTrue();
	}

	@Test
	void oneAnswerLetsAllAskAgain() {
		this.breaker.failed();
		this.breaker.answered();
		assertThat(this.breaker.admits()).isTrue();
		assertThat(this.breaker.admits()).isTrue();
	}

	private void pass(long time) {
		this.nanos.addAndGet(time);
	}

}
