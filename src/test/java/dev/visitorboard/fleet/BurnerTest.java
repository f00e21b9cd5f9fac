package dev.visitorboard.fleet;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

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

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("drill-"))
			.toList();
	}

}
