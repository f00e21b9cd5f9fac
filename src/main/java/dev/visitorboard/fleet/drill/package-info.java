/// The drill: load on purpose, on every instance at once, so that a fleet can be seen to grow.
@NullMarked
package dev.visitorboard.fleet.drill;

import org.jspecify.annotations.NullMarked;
