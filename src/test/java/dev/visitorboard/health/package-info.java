/// Tests of health.
@NullMarked
package dev.visitorboard.health;

import org.jspecify.annotations.NullMarked;
