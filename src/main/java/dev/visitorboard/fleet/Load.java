package dev.visitorboard.fleet;

import org.jspecify.annotations.Nullable;

/// What an instance had to do lately.
///
/// @param cpu the busy share of its processors, 0 to 1; null where that is not known
/// @param requestsPerSecond served, without the probes of load balancers
/// @param inFlight requests under way
/// @param p99Millis what 99 of 100 requests did not exceed; null where there were none
public record Load(@Nullable Double cpu, double requestsPerSecond, int inFlight, @Nullable Double p99Millis) {

}
