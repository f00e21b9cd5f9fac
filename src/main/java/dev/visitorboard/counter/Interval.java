package dev.visitorboard.counter;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// What was counted between two moments, each up to a few seconds late: the count of a period is read soon after it begins.
public record Interval(Instant from, Instant to, long visits) {

	/// The differences of the counts at the edges.
	static List<Interval> between(List<Instant> edges, List<Long> counts) {
		return IntStream.range(1, edges.size())
			.mapToObj((i) -> new Interval(edges.get(i - 1), edges.get(i), counts.get(i) - counts.get(i - 1)))
			.toList();
	}

}
