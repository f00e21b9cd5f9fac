package dev.visitorboard.testing.faults;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

final class RandomFaults implements FaultPlan {

	private final Random random;

	private final SortedMap<Fault, Double> probabilities;

	RandomFaults(long seed, Map<Fault, Double> probabilities) {
		double sum = probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
		// A little more than 1 is rounding.
		if (sum > 1.000001 || probabilities.values().stream().anyMatch((probability) -> !(probability >= 0))) {
			throw new IllegalArgumentException("No probabilities: " + probabilities);
		}
		this.random = new Random(seed);
		// The order of Map.of differs from one JVM to the next.
		this.probabilities = new TreeMap<>(Comparator.comparing(Fault::toString));
		this.probabilities.putAll(probabilities);
	}

	/// One draw for each request, so that the n-th decision depends on the seed alone.
	@Override
	public Fault decide(Request request) {
		double left = this.random.nextDouble();
		for (Map.Entry<Fault, Double> entry : this.probabilities.entrySet()) {
			left -= entry.getValue();
			if (left < 0) {
				return entry.getKey();
			}
		}
		return Fault.PASS;
	}

}
