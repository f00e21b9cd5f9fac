package dev.visitorboard.web;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// How much this instance takes on, and how it leaves; and what stands before it.
///
/// @param maxInFlight requests under way at a time; one more is answered 503 at once
/// @param maxBody the largest body of a request
/// @param bodyTime how long the body of a request may take to come
/// @param drain `DRAIN_TIME`, how long it still serves at least after it was asked to stop, for the load balancer to
/// notice; 0 for not at all. At most 30 s, or systemd ends it before it is done
/// @param forwardedHops `FORWARDED_HOPS`, how many hops of ours append an address to `X-Forwarded-For`
/// @param forwardedProto `FORWARDED_PROTO`, `https` where visitors use it and the load balancer cannot know, or `header`
@ConfigurationProperties("board.web")
record WebSettings(int maxInFlight, DataSize maxBody, Duration bodyTime, Duration drain, int forwardedHops,
		String forwardedProto) {

	private static final String HTTPS = "https";

	/// More than anyone has, and a slip such as 22 is found.
	private static final int MOST_HOPS = 9;

	private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

	private static final Set<String> PROTOS = Set.of("header", HTTPS);

	WebSettings {
		if (maxInFlight < 1 || maxBody.isNegative()) {
			throw new IllegalArgumentException(
					"board.web needs max-in-flight of at least 1, and max-body of at least 0");
		}
		if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
			throw new IllegalArgumentException(
					"DRAIN_TIME must be from 0s to %ds".formatted(LONGEST_DRAIN.toSeconds()));
		}
		if (forwardedHops < 1 || forwardedHops > MOST_HOPS) {
			throw new IllegalArgumentException(
					"FORWARDED_HOPS must be a whole number from 1 to %d".formatted(MOST_HOPS));
		}
		if (!PROTOS.contains(forwardedProto)) {
			throw new IllegalArgumentException("FORWARDED_PROTO must be header or https");
		}
	}

	boolean alwaysHttps() {
		return this.forwardedProto.equals(HTTPS);
	}

}
