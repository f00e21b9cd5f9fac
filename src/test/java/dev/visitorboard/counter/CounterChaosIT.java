package dev.visitorboard.counter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.visitorboard.faults.Fault;
import dev.visitorboard.faults.FaultPlan;
import dev.visitorboard.faults.FaultProxy;
import dev.visitorboard.faults.Seed;
import dev.visitorboard.local.LocalDynamoDb;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;

/// The counter's promise on a connection that loses, repeats and delays, and with instances that die. The seed is
/// printed; `-Dfaults.seed=` repeats it.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@Isolated
class CounterChaosIT {

	private static final Duration CHAOS = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 30));

	private static final int VISITORS = 32;

	private final String table = RunningBoard.newTable();

	private final DynamoDbClient direct = LocalDynamoDb.client(RunningBoard.dynamoDbEndpoint());

	private final CounterRepository counter = MortalInstance.repository(this.direct, this.table);

	private final CountedVisits visits = new CountedVisits();

	private FaultProxy proxy;

	@BeforeEach
	void startProxy() throws IOException {
		this.proxy = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint());
	}

	@AfterEach
	void stopProxy() throws IOException {
		this.proxy.close();
		this.direct.close();
	}

	@Test
	void sixtyThousandVisitsAreCountedOnceEachThoughMostWritesFail() throws Exception {
		this.proxy.plan(faults(Seed.newOrRepeated()));
		MortalInstance instance = new MortalInstance(this.proxy.endpoint(), this.table);
		AtomicInteger left = new AtomicInteger(60_000);
		try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 600; i++) {
				visitors.execute(() -> {
					while (left.getAndDecrement() > 0) {
						instance.visit(this.visits, Duration.ofMinutes(2));
					}
				});
			}
		}
		instance.stop();
		instance.close();
		this.proxy.awaitLateDeliveries();
		assertThat(this.visits.acknowledged()).isEqualTo(60_000);
		assertThat(this.counter.total()).isEqualTo(60_000);
		this.visits.assertKeptPromise(this.counter.total());
		assertThat(this.counter.slots()).as("left behind by a planned stop").isEmpty();
	}

	@Test
	void chaosWithCrashesAndPrunesKeepsThePromise() throws Exception {
		long seed = Seed.newOrRepeated();
		this.proxy.plan(faults(seed));
		Random random = new Random(seed);
		Set<String> dead = new HashSet<>();
		int crashes = 0;
		int stops = 0;
		int prunes = 0;
		List<MortalInstance> fleet = new ArrayList<>();
		ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
		try {
			for (int i = 0; i < 3; i++) {
				fleet.add(startWithVisitors(visitors));
			}
			long end = System.nanoTime() + CHAOS.toNanos();
			while (System.nanoTime() < end) {
				TimeUnit.MILLISECONDS.sleep(random.nextInt(200, 600));
				MortalInstance gone = fleet.remove(random.nextInt(fleet.size()));
				if (random.nextInt(3) > 0) {
					gone.kill();
					dead.addAll(gone.slots());
					crashes++;
				}
				else {
					gone.stop();
					assertThat(this.counter.slots()).as("left behind by a planned stop")
						.doesNotContainKeys(gone.slots().toArray(String[]::new));
					stops++;
				}
				fleet.add(startWithVisitors(visitors));
				if (random.nextBoolean()) {
					prunes += prune(dead);
				}
			}
			for (MortalInstance instance : fleet) {
				instance.stop();
			}
		}
		finally {
			fleet.forEach(MortalInstance::kill);
			visitors.shutdown();
		}
		visitors.awaitTermination(10, TimeUnit.SECONDS);
		this.proxy.awaitLateDeliveries();
		System.out.printf("%d crashes, %d planned stops, %d slots pruned%n", crashes, stops, prunes);
		this.visits.assertKeptPromise(this.counter.total());
		assertThat(dead).as("left behind by a planned stop").containsAll(this.counter.slots().keySet());
	}

	/// Of writes: 30% lose the answer, 30% arrive again later, 10% do not arrive.
	///
	/// Only batches arrive again. A copy of the claim of a slot that arrives after a
	/// planned stop opens the slot again, which counts nothing and is pruned like that
	/// of a dead writer.
	private static FaultPlan faults(long seed) {
		FaultPlan random = FaultPlan.random(seed,
				Map.of(Fault.LOSE_RESPONSE, 0.2, Fault.LOSE_RESPONSE.deliveredAgainAfter(Duration.ofMillis(30)), 0.1,
						Fault.PASS.deliveredAgainAfter(Duration.ofMillis(150)), 0.2, Fault.LOSE_REQUEST, 0.1));
		return FaultPlan.onlyFor("UpdateItem", (request) -> {
			Fault fault = random.decide(request);
			boolean batch = request.body().contains("\":k\"");
			return batch ? fault : new Fault(fault.fate(), fault.delay(), Optional.empty());
		});
	}

	private MortalInstance startWithVisitors(ExecutorService visitors) {
		MortalInstance instance = new MortalInstance(this.proxy.endpoint(), this.table);
		for (int i = 0; i < VISITORS; i++) {
			visitors.execute(() -> {
				while (instance.isOpen()) {
					instance.visit(this.visits, Duration.ofSeconds(2));
				}
			});
		}
		return instance;
	}

	/// As an instance does that has seen them unmoved for long.
	private int prune(Set<String> dead) {
		int pruned = 0;
		for (Map.Entry<String, Long> slot : this.counter.slots().entrySet()) {
			if (dead.contains(slot.getKey()) && this.counter.remove(slot.getKey(), slot.getValue())) {
				pruned++;
			}
		}
		return pruned;
	}

}
