package dev.visitorboard.board.page;

import java.time.Instant;

import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.Bars;
import org.jspecify.annotations.Nullable;

/// All that a page shows. Equal snapshots make equal pages.
///
/// @param count visitors so far; null where they are not known
/// @param visits in each of the last 24 hours; null where they are not known
/// @param age how old all this is if the table does not answer; null if it is current
/// @param fleet the instances that are there
/// @param formTime the time its form is signed with
record BoardSnapshot(Slice slice, @Nullable Long count, @Nullable Bars visits, @Nullable Age age, FleetStrip fleet,
		Instant formTime) {

	boolean shows(MessageId id) {
		return this.slice.messages().stream().anyMatch((message) -> message.id().equals(id));
	}

}
