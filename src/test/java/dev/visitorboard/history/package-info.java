/// Tests of the past.
@NullMarked
package dev.visitorboard.history;

import org.jspecify.annotations.NullMarked;
