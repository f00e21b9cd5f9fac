package dev.visitorboard.fleet;

import java.util.List;

/// What lies in the table about the fleet as it is now, read by one query. Items of a kind that this version does not
/// know are left out.
record FleetItems(List<Heartbeat> heartbeats) {

}
