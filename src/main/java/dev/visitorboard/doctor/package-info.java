/// `java -jar visitor-board.jar doctor`: everything a start needs, layer by layer, without starting or changing
/// anything.
@NullMarked
package dev.visitorboard.doctor;

import org.jspecify.annotations.NullMarked;
