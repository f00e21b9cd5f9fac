@NullMarked
package dev.visitorboard.board.page;

import org.jspecify.annotations.NullMarked;
