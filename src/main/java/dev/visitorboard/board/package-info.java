/// A message: what it is, where it is kept, and what one can do with it.
@NullMarked
package dev.visitorboard.board;

import org.jspecify.annotations.NullMarked;
