/// What an instructor does on the board: hides and restores messages.
@NullMarked
package dev.visitorboard.board.moderation;

import org.jspecify.annotations.NullMarked;
