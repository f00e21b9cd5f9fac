package dev.visitorboard.testing.faults;

import java.util.random.RandomGenerator;

/// Where a test by chance starts from.
public final class Seed {

	private static final String PROPERTY = "faults.seed";

	private Seed() {
	}

	/// A seed that no run had before, or the one to repeat; printed with what repeats
	/// it.
	public static long newOrRepeated() {
		long seed = Long.getLong(PROPERTY, RandomGenerator.getDefault().nextLong());
		System.out.printf("Faults by seed %d: -D%s=%d repeats them%n", seed, PROPERTY, seed);
		return seed;
	}

}
