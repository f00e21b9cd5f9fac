package dev.visitorboard.counter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.faults.Seed;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;

/// The counter's promise on a connection that loses, repeats and delays, and with instances that die. The seed is
/// printed; `-Dfaults.seed=` repeats it.
@BesideOthers
class CounterChaosIT {

	private static final Duration CHAOS = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 10));

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
		assertOnlyLateRegistrationsAreLeft(instance.writers());
	}

	@Test
	void chaosWithCrashesAndPrunesKeepsThePromise() throws Exception {
		long seed = Seed.newOrRepeated();
		this.proxy.plan(faults(seed));
		Random random = new Random(seed);
		Set<String> gone = new HashSet<>();
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
				MortalInstance leaving = fleet.remove(random.nextInt(fleet.size()));
				if (random.nextInt(3) > 0) {
					leaving.kill();
					crashes++;
				}
				else {
					leaving.stop();
					stops++;
				}
				gone.addAll(leaving.writers());
				fleet.add(startWithVisitors(visitors));
				if (random.nextBoolean()) {
					prunes += prune(gone);
				}
			}
			for (MortalInstance instance : fleet) {
				instance.stop();
				gone.addAll(instance.writers());
			}
		}
		finally {
			fleet.forEach(MortalInstance::kill);
			visitors.shutdown();
		}
		visitors.awaitTermination(10, TimeUnit.SECONDS);
		this.proxy.awaitLateDeliveries();
		System.out.printf("%d crashes, %d planned stops, %d writers pruned%n", crashes, stops, prunes);
		this.visits.assertKeptPromise(this.counter.total());
		assertOnlyLateRegistrationsAreLeft(gone);
	}

	/// A copy of a registration that arrives after its writer was removed adds it again,
	/// which counts nothing; like a dead writer it is pruned.
	private void assertOnlyLateRegistrationsAreLeft(Set<String> gone) {
		long total = this.counter.total();
		assertThat(gone).as("writers that are gone").containsAll(this.counter.writers().keySet());
		prune(gone);
		assertThat(this.counter.writers()).isEmpty();
		assertThat(this.counter.total()).isEqualTo(total);
	}

	/// Of writes (registrations, batches and removals): 30% lose the answer, 30% arrive
	/// again later, 10% do not arrive.
	private static FaultPlan faults(long seed) {
		return FaultPlan.onlyFor("UpdateItem",
				FaultPlan.random(seed,
						Map.of(Fault.LOSE_RESPONSE, 0.2, Fault.LOSE_RESPONSE.deliveredAgainAfter(Duration.ofMillis(30)),
								0.1, Fault.PASS.deliveredAgainAfter(Duration.ofMillis(150)), 0.2, Fault.LOSE_REQUEST,
								0.1)));
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
	private int prune(Set<String> gone) {
		int pruned = 0;
		for (Map.Entry<String, Long> writer : this.counter.writers().entrySet()) {
			if (gone.contains(writer.getKey()) && this.counter.remove(writer.getKey(), writer.getValue())) {
				pruned++;
			}
		}
		return pruned;
	}

}
