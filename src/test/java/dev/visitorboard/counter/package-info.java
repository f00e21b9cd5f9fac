/// Tests of the counter.
@NullMarked
package dev.visitorboard.counter;

import org.jspecify.annotations.NullMarked;
