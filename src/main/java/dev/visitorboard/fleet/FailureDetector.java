package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Judges which instances are alive: by whether a heartbeat changed between two looks of this process, timed by its own
/// stopwatch. So nobody's clock matters, except for what changed while it did not look. There it compares the time in the
/// heartbeat with the time of the read, which are both DynamoDB's.
final class FailureDetector {

	/// Three heartbeats.
	static final Duration LOST_AFTER = Duration.ofSeconds(15);

	/// How long an instance that is gone is shown.
	static final Duration SHOWN_AFTERWARDS = Duration.ofMinutes(1);

	private final Map<String, LastSeen> seen = new HashMap<>();

	private @Nullable Long lookedAt;

	/// Judges what was just read. For one thread at a time.
	/// @param now the table's time
	/// @param nanos a stopwatch
	/// @return one for each instance, its latest life, in the order in which they started
	List<Member> judge(List<Heartbeat> heartbeats, Instant now, long nanos) {
		Duration sinceLastLook = (this.lookedAt != null) ? Duration.ofNanos(nanos - this.lookedAt) : null;
		this.lookedAt = nanos;
		this.seen.keySet().retainAll(heartbeats.stream().map(Heartbeat::life).collect(Collectors.toSet()));
		Map<String, Member> latest = new HashMap<>();
		for (Heartbeat heartbeat : heartbeats) {
			Member member = judge(heartbeat, age(heartbeat, now, sinceLastLook));
			if (isShown(member)) {
				latest.merge(member.id(), member, FailureDetector::later);
			}
		}
		return latest.values()
			.stream()
			.sorted(Comparator.comparing((Member member) -> member.heartbeat().startedAt()).thenComparing(Member::id))
			.toList();
	}

	private Duration age(Heartbeat heartbeat, Instant now, @Nullable Duration sinceLastLook) {
		LastSeen before = this.seen.get(heartbeat.life());
		Duration age;
		if (sinceLastLook != null && before != null && before.number() == heartbeat.number()) {
			// If this instance could not look for so long, others perhaps could not
			// write.
			boolean lookedAway = sinceLastLook.compareTo(LOST_AFTER) > 0;
			age = lookedAway ? before.age() : before.age().plus(sinceLastLook);
		}
		else {
			Duration written = Duration.between(heartbeat.at(), now);
			age = written.isNegative() ? Duration.ZERO : written;
			if (sinceLastLook != null && before != null && sinceLastLook.compareTo(age) < 0) {
				age = sinceLastLook;
			}
		}
		this.seen.put(heartbeat.life(), new LastSeen(heartbeat.number(), age));
		return age;
	}

	private static Member judge(Heartbeat heartbeat, Duration age) {
		boolean silent = heartbeat.state().isAlive() && age.compareTo(LOST_AFTER) > 0;
		return new Member(heartbeat, silent ? InstanceState.LOST : heartbeat.state(), age);
	}

	private static boolean isShown(Member member) {
		Duration gone = (member.state() == InstanceState.LOST) ? member.age().minus(LOST_AFTER) : member.age();
		return member.state().isAlive() || gone.compareTo(SHOWN_AFTERWARDS) <= 0;
	}

	/// A life that goes on counts before one that ended, and of two the later one counts.
	private static Member later(Member one, Member other) {
		if (one.state().isAlive() != other.state().isAlive()) {
			return one.state().isAlive() ? one : other;
		}
		return one.heartbeat().startedAt().isAfter(other.heartbeat().startedAt()) ? one : other;
	}

	private record LastSeen(long number, Duration age) {
	}

}
