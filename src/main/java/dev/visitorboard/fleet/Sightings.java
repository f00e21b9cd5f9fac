package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What this process has seen of each life, from which it judges who is alive: by whether the heartbeat changed between
/// its own looks, timed by its own stopwatch. So nobody's clock matters, except for what changed while it did not look;
/// there the times written and read are both DynamoDB's.
final class Sightings {

	/// Three heartbeats.
	static final Duration LOST_AFTER = Duration.ofSeconds(15);

	/// How long who is gone is shown.
	static final Duration SHOWN_AFTERWARDS = Duration.ofMinutes(1);

	private final Map<String, Sighting> seen = new HashMap<>();

	private @Nullable Long lookedAt;

	/// Judges what was just read. Not for several threads at a time.
	/// @param now the table's time
	/// @param nanos a stopwatch
	/// @return one for each instance, its latest life, in the order in which they
	/// started
	List<Member> look(List<Heartbeat> heartbeats, Instant now, long nanos) {
		Duration sinceLastLook = (this.lookedAt != null) ? Duration.ofNanos(nanos - this.lookedAt) : null;
		this.lookedAt = nanos;
		this.seen.keySet().retainAll(heartbeats.stream().map(Heartbeat::life).collect(Collectors.toSet()));
		Map<String, Member> latest = new HashMap<>();
		for (Heartbeat heartbeat : heartbeats) {
			Member member = judge(heartbeat, age(heartbeat, now, sinceLastLook));
			if (isShown(member)) {
				latest.merge(member.id(), member, Sightings::later);
			}
		}
		return latest.values()
			.stream()
			.sorted(Comparator.comparing((Member member) -> member.heartbeat().startedAt()).thenComparing(Member::id))
			.toList();
	}

	private Duration age(Heartbeat heartbeat, Instant now, @Nullable Duration sinceLastLook) {
		Sighting before = this.seen.get(heartbeat.life());
		Duration age;
		if (sinceLastLook != null && before != null && before.number() == heartbeat.number()) {
			// Who could not look for so long may live among others who could not write.
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
		this.seen.put(heartbeat.life(), new Sighting(heartbeat.number(), age));
		return age;
	}

	private static Member judge(Heartbeat heartbeat, Duration age) {
		boolean silent = heartbeat.state().isAlive() && age.compareTo(LOST_AFTER) > 0;
		return new Member(heartbeat, silent ? State.LOST : heartbeat.state(), age);
	}

	private static boolean isShown(Member member) {
		Duration gone = (member.state() == State.LOST) ? member.age().minus(LOST_AFTER) : member.age();
		return member.state().isAlive() || gone.compareTo(SHOWN_AFTERWARDS) <= 0;
	}

	/// A life that ended is no news where the instance has another, and of two the
	/// later is.
	private static Member later(Member one, Member other) {
		if (one.state().isAlive() != other.state().isAlive()) {
			return one.state().isAlive() ? one : other;
		}
		return one.heartbeat().startedAt().isAfter(other.heartbeat().startedAt()) ? one : other;
	}

	private record Sighting(long number, Duration age) {
	}

}
