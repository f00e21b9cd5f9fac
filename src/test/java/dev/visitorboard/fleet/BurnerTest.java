package dev.visitorboard.fleet;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BurnerTest {

	@Test
	void itBurnsOnAThreadForEachCoreUntilThereIsNothingToBurnAndCanBeLitAgain() {
		AtomicReference<Double> load = new AtomicReference<>(0.0);
		Fire fire = new Fire(1.5);
		fire.burn(load::get);
		assertThat(threads()).isEmpty();

		load.set(0.1);
		fire.burn(load::get);
		fire.burn(load::get);
		assertThat(threads()).hasSize(2)
			.allSatisfy((thread) -> assertThat(thread.isDaemon()).isTrue())
			.allSatisfy((thread) -> assertThat(thread.getPriority()).isEqualTo(Thread.MIN_PRIORITY));

		load.set(0.0);
		await().until(() -> threads().isEmpty());
		load.set(0.1);
		fire.burn(load::get);
		assertThat(threads()).hasSize(2);
		load.set(0.0);
		await().until(() -> threads().isEmpty());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aThreadThatFailsPutsOutAllUntilItIsLitAgain(boolean error) {
		AtomicBoolean failing = new AtomicBoolean();
		AtomicReference<Double> load = new AtomicReference<>(0.1);
		DoubleSupplier wanted = () -> {
			if (Thread.currentThread().getName().startsWith("drill-") && failing.compareAndSet(true, false)) {
				if (error) {
					throw new NoClassDefFoundError("made up for a test");
				}
				throw new IllegalStateException("made up for a test");
			}
			return load.get();
		};
		Fire fire = new Fire(1.5);
		fire.burn(wanted);
		failing.set(true);
		await().until(() -> threads().isEmpty());
		fire.burn(wanted);
		assertThat(threads()).hasSize(2);
		load.set(0.0);
		await().until(() -> threads().isEmpty());
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("drill-"))
			.toList();
	}

}
