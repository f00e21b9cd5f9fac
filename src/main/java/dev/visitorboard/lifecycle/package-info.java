/// What runs by itself: in which order it starts and stops, and by which clocks.
@NullMarked
package dev.visitorboard.lifecycle;

import org.jspecify.annotations.NullMarked;
