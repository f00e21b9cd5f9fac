package dev.visitorboard.testing.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultPlanTest {

	private static final Request UPDATE = new Request("UpdateItem", "{}");

	private static final Request GET = new Request("GetItem", "{}");

	private static final Fault AGAIN = Fault.PASS.deliveredAgainAfter(Duration.ofMillis(5));

	private static final Map<Fault, Double> ODDS = Map.of(Fault.LOSE_RESPONSE, 0.3, AGAIN, 0.3, Fault.LOSE_REQUEST,
			0.1);

	@Test
	void theSameSeedDecidesTheSame() {
		List<Fault> decisions = decisions(FaultPlan.random(42, ODDS), 1_000);
		assertThat(decisions(FaultPlan.random(42, ODDS), 1_000)).isEqualTo(decisions);
		assertThat(decisions(FaultPlan.random(43, ODDS), 1_000)).isNotEqualTo(decisions);
	}

	@Test
	void aSeedDecidesTheSameInTheNextProcessToo() {
		// Map.of is in another order in each process: known decisions are what shows it.
		assertThat(decisions(FaultPlan.random(42, ODDS), 5)).containsExactly(Fault.PASS, Fault.LOSE_RESPONSE,
				Fault.LOSE_REQUEST, AGAIN, Fault.LOSE_RESPONSE);
	}

	@Test
	void eachFaultIsAsFrequentAsItsProbability() {
		List<Fault> decisions = decisions(FaultPlan.random(7, ODDS), 100_000);
		ODDS.forEach((fault, probability) -> assertThat(decisions.stream().filter(fault::equals).count())
			.isBetween((long) (probability * 97_000), (long) (probability * 103_000)));
		assertThat(decisions.stream().filter(Fault.PASS::equals).count()).isBetween(29_000L, 31_000L);
	}

	@Test
	void probabilitiesBeyondOneAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FaultPlan.random(1, Map.of(Fault.LOSE_REQUEST, 0.6, Fault.LOSE_RESPONSE, 0.6)));
	}

	@Test
	void theNextRequestsHaveAFaultEachAndThenNone() {
		FaultPlan plan = FaultPlan.next(Fault.THROTTLE, Fault.INTERNAL_ERROR);
		assertThat(decisions(plan, 4)).containsExactly(Fault.THROTTLE, Fault.INTERNAL_ERROR, Fault.PASS, Fault.PASS);
	}

	@Test
	void otherOperationsDoNotUseUpAPlan() {
		FaultPlan plan = FaultPlan.onlyFor("UpdateItem", FaultPlan.next(Fault.THROTTLE));
		assertThat(plan.decide(GET)).isEqualTo(Fault.PASS);
		assertThat(plan.decide(UPDATE)).isEqualTo(Fault.THROTTLE);
	}

	@Test
	void whatOnePlanLetsPassAnotherDecides() {
		FaultPlan plan = FaultPlan.next(Fault.THROTTLE)
			.or(FaultPlan.always(Fault.LOSE_RESPONSE))
			.delayedBy(Duration.ofMillis(5));
		assertThat(decisions(plan, 2)).containsExactly(Fault.THROTTLE.delayedBy(Duration.ofMillis(5)),
				Fault.LOSE_RESPONSE.delayedBy(Duration.ofMillis(5)));
	}

	@Test
	void aWriteLimitLetsABurstThroughAndThenItsRate() {
		AtomicLong nanoTime = new AtomicLong();
		WriteLimit limit = new WriteLimit(1_000, nanoTime::get);
		assertThat(passed(decisions(limit, 500))).isEqualTo(100);
		long passed = IntStream.range(0, 10_000)
			.peek((_) -> nanoTime.addAndGet(100_000))
			.mapToObj((_) -> limit.decide(UPDATE))
			.filter(Fault.PASS::equals)
			.count();
		assertThat(passed).isBetween(999L, 1_000L);
		nanoTime.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(passed(decisions(limit, 500))).isEqualTo(100);
	}

	@Test
	void aWriteLimitLeavesReadsAlone() {
		FaultPlan plan = FaultPlan.writeLimit(1);
		assertThat(plan.decide(UPDATE)).isEqualTo(Fault.PASS);
		assertThat(plan.decide(UPDATE)).isEqualTo(Fault.THROTTLE);
		assertThat(plan.decide(GET)).isEqualTo(Fault.PASS);
	}

	private static List<Fault> decisions(FaultPlan plan, int count) {
		return IntStream.range(0, count).mapToObj((_) -> plan.decide(UPDATE)).toList();
	}

	private static long passed(List<Fault> faults) {
		return faults.stream().filter(Fault.PASS::equals).count();
	}

}
