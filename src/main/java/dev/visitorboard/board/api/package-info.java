/// The messages in JSON.
@NullMarked
package dev.visitorboard.board.api;

import org.jspecify.annotations.NullMarked;
