package dev.visitorboard.counter;

import java.time.Duration;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// How many visitors were counted, over all instances.
@Service
public class VisitorCounter {

	private final GroupCommit commit;

	private final SharedRead<Long> total;

	VisitorCounter(CounterRepository repository, GroupCommit commit, SharedReadFactory reads) {
		this.commit = commit;
		this.total = reads.current(repository::total);
	}

	/// The visits counted so far.
	/// @param age how old the answer may be; zero sees every visit that was counted
	/// before this call
	/// @throws StoreUnavailableException when the table does not answer
	public long total(Duration age) {
		return this.total.notOlderThan(age);
	}

	/// As [#total(Duration)], but with the latest that this instance has seen while the
	/// table does not answer.
	/// @throws StoreUnavailableException when it has seen none
	public Reading<Long> totalOrLatest(Duration age) {
		return this.total.orLatest(age);
	}

	/// Whether this instance can count: false once one of its writers has ended early,
	/// which only another start mends.
	public boolean isAlive() {
		return this.commit.isAlive();
	}

	/// Counts one visit.
	/// @return the visitor's own number, which nobody else gets
	/// @throws StoreUnavailableException when the table does not answer; the visit may
	/// have been counted all the same
	long count() {
		return this.commit.count();
	}

}
