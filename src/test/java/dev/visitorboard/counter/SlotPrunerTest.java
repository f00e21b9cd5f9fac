package dev.visitorboard.counter;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class SlotPrunerTest {

	private final AtomicLong now = new AtomicLong();

	private final CounterRepository repository = mock(CounterRepository.class);

	private final Map<String, Long> slots = new HashMap<>(Map.of("w1", 5L));

	private final Set<String> own = new HashSet<>();

	private final SlotPruner pruner = new SlotPruner(this.repository, () -> this.own, this.now::get);

	@BeforeEach
	void item() {
		given(this.repository.slots()).willAnswer((_) -> Map.copyOf(this.slots));
	}

	@Test
	void aSlotThatHasNotMovedForAnHourIsRemoved() {
		lookAfter(Duration.ZERO);
		lookAfter(SlotPruner.DEAD.minusNanos(1));
		verify(this.repository, never()).remove(any(), anyLong());
		lookAfter(Duration.ofNanos(1));
		verify(this.repository).remove("w1", 5L);
	}

	@Test
	void aSlotThatMovedIsAliveForAnotherHour() {
		lookAfter(Duration.ZERO);
		this.slots.put("w1", 6L);
		lookAfter(SlotPruner.DEAD);
		lookAfter(SlotPruner.DEAD.minusNanos(1));
		verify(this.repository, never()).remove(any(), anyLong());
		lookAfter(Duration.ofNanos(1));
		verify(this.repository).remove("w1", 6L);
	}

	@Test
	void anInstanceNeverRemovesItsOwnSlots() {
		this.own.add("w1");
		lookAfter(Duration.ZERO);
		lookAfter(SlotPruner.DEAD.multipliedBy(2));
		verify(this.repository, never()).remove(any(), anyLong());
	}

	@ParameterizedTest
	@MethodSource
	void aLookThatFailsIsMadeUpForByTheNext(Throwable failure) {
		given(this.repository.slots()).willThrow(failure).willAnswer((_) -> Map.copyOf(this.slots));
		assertThatNoException().isThrownBy(this.pruner::look);
		lookAfter(Duration.ZERO);
		lookAfter(SlotPruner.DEAD);
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
