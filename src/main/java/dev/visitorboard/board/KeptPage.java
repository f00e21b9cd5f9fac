package dev.visitorboard.board;

import java.time.Instant;

import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.Rendered;
import org.jspecify.annotations.Nullable;

/// A rendered page with what it was rendered from.
record KeptPage(Content content, Rendered rendered) {

	/// All that a page depends on besides its place on the board and its language. Equal
	/// contents make equal pages.
	///
	/// @param count visitors so far; null where they are not known
	/// @param age how old all this is if the table does not answer; null if it is current
	/// @param fleet the instances that are there
	/// @param formTime the time its form is signed with
	record Content(Slice slice, @Nullable Long count, @Nullable Age age, FleetStrip fleet, Instant formTime) {
	}

}
