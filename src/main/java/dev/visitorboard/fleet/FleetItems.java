package dev.visitorboard.fleet;

import java.util.List;
import java.util.Optional;

/// What lies in the table about the fleet as it is now, read by one query. Items of a kind that this version does not
/// know are left out.
///
/// @param drill the last one that was started
record FleetItems(List<Heartbeat> heartbeats, Optional<Drill> drill) {

}
