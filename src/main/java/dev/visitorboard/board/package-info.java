/// The message board: the page, posting, and the same in JSON.
@NullMarked
package dev.visitorboard.board;

import org.jspecify.annotations.NullMarked;
