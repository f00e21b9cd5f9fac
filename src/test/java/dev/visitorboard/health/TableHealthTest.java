package dev.visitorboard.health;

import java.time.Duration;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.support.TaskExecutorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class TableHealthTest {

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final TableHealth health = new TableHealth(this.counter, new TaskExecutorAdapter(Runnable::run));

	@Test
	void aTableThatIsAwayIsNotAskedMoreOftenThanOneThatAnswers() {
		given(this.counter.total(any(Duration.class)))
			.willThrow(new StoreUnavailableException(new IllegalStateException("away")));
		long begun = System.nanoTime();
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.health.count()).isEmpty();
		}
		int seconds = (int) Duration.ofNanos(System.nanoTime() - begun).toSeconds();
		verify(this.counter, atMost(seconds + 1)).total(any(Duration.class));
	}

}
