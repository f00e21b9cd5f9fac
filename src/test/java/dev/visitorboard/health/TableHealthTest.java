package dev.visitorboard.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class TableHealthTest {

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final AtomicLong nanos = new AtomicLong();

	private final TableHealth health = new TableHealth(this.counter, this.nanos::get);

	@Test
	void aTableThatIsAwayIsAskedOnceASecond() {
		given(this.counter.total(any(Duration.class)))
			.willThrow(new StoreUnavailableException(new IllegalStateException("away")));
		for (int millis = 0; millis < 3_000; millis += 10) {
			this.nanos.set(Duration.ofMillis(millis).toNanos());
			assertThat(this.health.count()).isEmpty();
		}
		verify(this.counter, times(3)).total(any(Duration.class));
	}

	@Test
	void whatAnswersAgainIsHealthyAtTheNextLook() {
		given(this.counter.total(Duration.ofSeconds(1)))
			.willThrow(new StoreUnavailableException(new IllegalStateException("away")))
			.willReturn(7L);
		assertThat(this.health.count()).isEmpty();
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.health.count()).hasValue(7);
		assertThat(this.health.count()).hasValue(7);
	}

}
