/// The messages for programs: JSON, and a feed.
@NullMarked
package dev.visitorboard.board.api;

import org.jspecify.annotations.NullMarked;
