package dev.visitorboard.testing.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Decides what happens to each request. A proxy asks its plan about one request at a time, so that a plan with a
/// memory needs no lock; it must not be shared between proxies.
@FunctionalInterface
public interface FaultPlan {

	Fault decide(Request request);

	static FaultPlan always(Fault fault) {
		return (_) -> fault;
	}

	/// These faults for the next requests, one each, and then none.
	static FaultPlan next(Fault... faults) {
		Deque<Fault> left = new ArrayDeque<>(List.of(faults));
		return (_) -> left.isEmpty() ? Fault.PASS : left.remove();
	}

	/// At most one of these faults for each request; what the probabilities leave of 1
	/// passes. The same seed decides the same for the same sequence of requests.
	static FaultPlan random(long seed, Map<Fault, Double> probabilities) {
		return new RandomFaults(seed, probabilities);
	}

	/// Other operations pass, and the plan is not asked about them.
	/// @param operation such as `UpdateItem`
	static FaultPlan onlyFor(String operation, FaultPlan plan) {
		return (request) -> request.operation().equals(operation) ? plan.decide(request) : Fault.PASS;
	}

	/// Throttles `UpdateItem` as DynamoDB does an item that is written too often.
	static FaultPlan writeLimit(int perSecond) {
		return onlyFor("UpdateItem", new WriteLimit(perSecond, System::nanoTime));
	}

	/// What this plan lets pass, another one decides.
	default FaultPlan or(FaultPlan other) {
		return (request) -> {
			Fault fault = decide(request);
			return fault.equals(Fault.PASS) ? other.decide(request) : fault;
		};
	}

	/// A longer way to DynamoDB: every request is late, whatever else becomes of it.
	default FaultPlan delayedBy(Duration delay) {
		return (request) -> decide(request).delayedBy(delay);
	}

}
