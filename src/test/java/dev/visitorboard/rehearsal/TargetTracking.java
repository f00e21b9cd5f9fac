package dev.visitorboard.rehearsal;

import java.util.List;

/// How many instances there should be so that their CPU stays near a target: up soon and by as many as it takes, down
/// late and one by one, as target tracking of an Auto Scaling Group does.
final class TargetTracking {

	/// Between this part of the target and the target nothing changes.
	private static final double SLACK = 0.9;

	private final double target;

	private final int outAfter;

	private final int inAfter;

	private int above;

	private int below;

	/// @param target the mean CPU, from 0 to 1
	/// @param outAfter how many samples in a row must be above it
	/// @param inAfter how many must be well below it
	TargetTracking(double target, int outAfter, int inAfter) {
		this.target = target;
		this.outAfter = outAfter;
		this.inAfter = inAfter;
	}

	/// Looks at one sample.
	/// @param desired how many there should be so far
	/// @param cpus of those that are warm; others still work at their start
	/// @param allWarm whether none is starting, which has to settle before any goes
	int look(int desired, List<Double> cpus, boolean allWarm) {
		double mean = cpus.stream().mapToDouble(Double::doubleValue).average().orElse(this.target);
		this.above = (mean > this.target) ? this.above + 1 : 0;
		this.below = (mean < SLACK * this.target && allWarm) ? this.below + 1 : 0;
		if (this.above >= this.outAfter) {
			this.above = 0;
			return Math.max(desired, (int) Math.ceil(cpus.size() * mean / this.target));
		}
		if (this.below >= this.inAfter) {
			this.below = 0;
			return desired - 1;
		}
		return desired;
	}

}
