/// The board as a page and a form.
@NullMarked
package dev.visitorboard.board.page;

import org.jspecify.annotations.NullMarked;
