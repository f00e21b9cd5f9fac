package dev.visitorboard.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

import dev.visitorboard.rehearsal.LoadGenerator.Outcome;

/// The time in which a balancer still sent requests to an instance that was gone.
///
/// @param time from its end to the last request that failed
/// @param sent to all instances between the first and the last request that failed
/// @param failed those without an answer, or with one of 5xx
record Detection(Duration time, long sent, long failed) {

	static Detection of(List<Outcome> outcomes, long endedAt) {
		LongSummaryStatistics failures = outcomes.stream()
			.filter(Outcome::failed)
			.mapToLong(Outcome::sentAt)
			.summaryStatistics();
		if (failures.getCount() == 0) {
			return new Detection(Duration.ZERO, 0, 0);
		}
		long sent = outcomes.stream()
			.filter((each) -> each.sentAt() >= failures.getMin() && each.sentAt() <= failures.getMax())
			.count();
		return new Detection(Duration.ofNanos(failures.getMax() - endedAt), sent, failures.getCount());
	}

}
