/// Tests of the board, from single rules to whole pages.
@NullMarked
package dev.visitorboard.board;

import org.jspecify.annotations.NullMarked;
