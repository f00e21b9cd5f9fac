/// Tests of the fleet.
@NullMarked
package dev.visitorboard.fleet;

import org.jspecify.annotations.NullMarked;
