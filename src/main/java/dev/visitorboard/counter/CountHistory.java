package dev.visitorboard.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// What the counter showed at certain moments of the past, of which [HistoryController] makes the visits between them.
@Service
class CountHistory {

	private final HistoryRepository repository;

	private final VisitorCounter counter;

	CountHistory(HistoryRepository repository, VisitorCounter counter) {
		this.repository = repository;
		this.counter = counter;
	}

	/// The count at every edge of a range, for differences that add up whatever was
	/// recorded. Where nothing was, it is the last count recorded before, so that
	/// visits show in the interval of the next one that was, its end included; so too
	/// in the first seconds of a period, before its count is recorded. Before the first
	/// one ever it is 0, from which the counter set out.
	/// @throws StoreUnavailableException when the table does not answer
	List<Long> counts(HistoryRange range) {
		List<Instant> edges = range.edges();
		NavigableMap<Instant, Long> recorded = this.repository.recorded(range.from(), HistoryPeriod.begin(range.to()));
		if (!range.untilNow()) {
			return counts(edges, recorded);
		}
		List<Long> counts = new ArrayList<>(counts(edges.subList(0, edges.size() - 1), recorded));
		// Only now, so that it is no less than any that was recorded.
		counts.add(this.counter.total(Duration.ZERO));
		return counts;
	}

	/// The last count recorded at or before each edge.
	static List<Long> counts(List<Instant> edges, NavigableMap<Instant, Long> recorded) {
		return edges.stream().map((edge) -> {
			Map.Entry<Instant, Long> last = recorded.floorEntry(edge);
			return (last != null) ? last.getValue() : 0L;
		}).toList();
	}

}
