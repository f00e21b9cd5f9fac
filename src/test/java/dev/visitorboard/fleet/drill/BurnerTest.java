package dev.visitorboard.fleet.drill;

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
	void itBurnsOnAThreadForEachCoreUntilItGoesOut() {
		AtomicReference<Double> load = new AtomicReference<>(0.1);
		Burner burner = Burner.light(1.5, load::get);
		assertThat(threads()).hasSize(2)
			.allSatisfy((thread) -> assertThat(thread.isDaemon()).isTrue())
			.allSatisfy((thread) -> assertThat(thread.getPriority()).isEqualTo(Thread.MIN_PRIORITY));
		assertThat(burner.isOut()).isFalse();
		load.set(0.0);
		await().until(() -> threads().isEmpty());
		assertThat(burner.isOut()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aThreadThatFailsPutsOutAll(boolean error) {
		AtomicBoolean failing = new AtomicBoolean();
		DoubleSupplier load = () -> {
			if (failing.compareAndSet(true, false)) {
				if (error) {
					throw new NoClassDefFoundError("made up for a test");
				}
				throw new IllegalStateException("made up for a test");
			}
			return 0.1;
		};
		Burner burner = Burner.light(1.5, load);
		failing.set(true);
		await().until(() -> threads().isEmpty());
		assertThat(burner.isOut()).isTrue();
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("drill-"))
			.toList();
	}

}
