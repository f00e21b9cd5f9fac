/// Tests of the fleet's drill.
@NullMarked
package dev.visitorboard.fleet.drill;

import org.jspecify.annotations.NullMarked;
