package dev.visitorboard.serverless;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.visitorboard.counter.CountedVisits;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.faults.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// Both shapes count on one item, while answers and requests are lost: nothing is lost, nothing doubled. Three seeds;
/// `mvn verify -Pchaos` tries twenty. Each seed is printed, and `-Dfaults.seed=` repeats it.
@BesideOthers
@BoardTest
class ShapesChaosIT {

	private static final int ENVIRONMENTS = 64;

	private static final int VISITS_OF_EACH = 8;

	private static final int VISITORS_OF_EACH_INSTANCE = 8;

	private static final int VISITS_OF_EACH_VISITOR = 10;

	/// Over all seeds, since they go on counting on one item.
	private final CountedVisits visits = new CountedVisits();

	private final FaultProxy proxy;

	private final List<RunningBoard> instances;

	private final List<LocalFunction> environments;

	ShapesChaosIT(FaultProxy proxy, RunningBoard one, RunningBoard other) {
		this.proxy = proxy;
		this.instances = List.of(one, other);
		this.environments = IntStream.range(0, ENVIRONMENTS)
			.mapToObj((_) -> new LocalFunction(proxy.endpoint(), one.table()))
			.toList();
	}

	static LongStream seeds() {
		return LongStream.generate(Seed::newOrRepeated).limit(Integer.getInteger("chaos.seeds", 3));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void theShapesTogetherKeepTheCountersPromise(long seed) throws Exception {
		this.proxy.plan(faults(seed));
		Stream<Callable<Void>> visitors = Stream.concat(
				this.environments.stream().map((environment) -> times(VISITS_OF_EACH, () -> visit(environment))),
				this.instances.stream()
					.flatMap((instance) -> IntStream.range(0, VISITORS_OF_EACH_INSTANCE)
						.mapToObj((_) -> times(VISITS_OF_EACH_VISITOR, () -> visit(instance)))));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Void> visitor : threads.invokeAll(visitors.toList())) {
				visitor.get();
			}
		}
		this.proxy.heal();
		this.proxy.awaitLateDeliveries();

		long total = JsonMapper.shared()
			.readTree(Http.get(this.instances.getFirst().uri("/count")).body())
			.path("count")
			.asLong();
		this.visits.assertKeptPromise(total);
		assertThat(this.environments.getFirst().answer(Event.of("GET", "/count")).path("body").asString())
			.isEqualTo("{\"count\":" + total + "}");
	}

	/// Of writes: 20% lose the answer, 10% do not arrive, 5% are throttled, 5% are
	/// refused. Those of lanes also
	/// arrive twice, which a plain `ADD` could not bear and TCP does not do.
	private static FaultPlan faults(long seed) {
		FaultPlan both = FaultPlan.random(seed, Map.of(Fault.LOSE_RESPONSE, 0.2, Fault.LOSE_REQUEST, 0.1,
				Fault.THROTTLE, 0.05, Fault.INTERNAL_ERROR, 0.05));
		FaultPlan lanes = FaultPlan.random(seed, Map.of(Fault.PASS.deliveredAgainAfter(Duration.ofMillis(50)), 0.2));
		return FaultPlan.onlyFor("UpdateItem",
				both.or((request) -> request.body().contains("ADD #n") ? Fault.PASS : lanes.decide(request)));
	}

	private static Callable<Void> times(int times, Runnable visit) {
		return () -> {
			for (int i = 0; i < times; i++) {
				visit.run();
			}
			return null;
		};
	}

	private void visit(LocalFunction environment) {
		long askedAt = System.nanoTime();
		JsonNode answer = environment.answer(Event.of("POST", "/count"));
		note(answer.path("statusCode").asInt(), answer.path("body").asString(), askedAt);
	}

	private void visit(RunningBoard instance) {
		long askedAt = System.nanoTime();
		HttpResponse<String> answer = Http.send("POST", instance.uri("/count"), "");
		note(answer.statusCode(), answer.body(), askedAt);
	}

	private void note(int status, String body, long askedAt) {
		if (status == 200) {
			this.visits.acknowledged(JsonMapper.shared().readTree(body).path("count").asLong(), askedAt,
					System.nanoTime());
		}
		else {
			assertThat(status).isEqualTo(503);
			this.visits.unacknowledged();
		}
	}

}
