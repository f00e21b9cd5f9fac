package dev.visitorboard.counter;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class WriterPrunerTest {

	private final AtomicLong now = new AtomicLong();

	private final CounterRepository repository = mock(CounterRepository.class);

	private final GroupCommit commit = mock(GroupCommit.class);

	private final Map<String, Long> writers = new HashMap<>(Map.of("w1", 5L));

	private final Set<String> own = new HashSet<>();

	private final WriterPruner pruner = new WriterPruner(this.repository, this.commit, this.now::get);

	WriterPrunerTest() {
		given(this.repository.writers()).willAnswer((_) -> Map.copyOf(this.writers));
		given(this.commit.writers()).willReturn(this.own);
	}

	@Test
	void aWriterThatHasNotWrittenForAnHourIsRemoved() {
		lookAfter(Duration.ZERO);
		lookAfter(WriterPruner.DEAD.minusNanos(1));
		verify(this.repository, never()).remove(any(), anyLong());
		lookAfter(Duration.ofNanos(1));
		verify(this.repository).remove("w1", 5L);
	}

	@Test
	void aWriterThatWroteIsAliveForAnotherHour() {
		lookAfter(Duration.ZERO);
		this.writers.put("w1", 6L);
		lookAfter(WriterPruner.DEAD);
		lookAfter(WriterPruner.DEAD.minusNanos(1));
		verify(this.repository, never()).remove(any(), anyLong());
		lookAfter(Duration.ofNanos(1));
		verify(this.repository).remove("w1", 6L);
	}

	@Test
	void anInstanceNeverRemovesItsOwnWriters() {
		this.own.add("w1");
		lookAfter(Duration.ZERO);
		lookAfter(WriterPruner.DEAD.multipliedBy(2));
		verify(this.repository, never()).remove(any(), anyLong());
	}

	@Test
	void aTableThatIsAwayIsNoError() {
		given(this.repository.writers()).willThrow(new StoreUnavailableException(new IllegalStateException("away")));
		assertThatNoException().isThrownBy(this.pruner::look);
	}

	/// The scheduler logs what a look throws, and the next one comes.
	@ParameterizedTest
	@MethodSource
	void aLookThatFailsIsMadeUpForByTheNext(Throwable failure) {
		given(this.repository.writers()).willThrow(failure).willAnswer((_) -> Map.copyOf(this.writers));
		Throwable _ = catchThrowable(this.pruner::look);
		lookAfter(Duration.ZERO);
		lookAfter(WriterPruner.DEAD);
		verify(this.repository).remove("w1", 5L);
	}

	static Stream<Throwable> aLookThatFailsIsMadeUpForByTheNext() {
		return Stream.of(new StoreUnavailableException(new IllegalStateException("away")),
				new NumberFormatException("not a number"), new NoClassDefFoundError("gone"));
	}

	private void lookAfter(Duration time) {
		this.now.addAndGet(time.toNanos());
		this.pruner.look();
	}

}
