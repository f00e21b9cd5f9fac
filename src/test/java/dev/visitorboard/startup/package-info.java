/// Tests of how a start that fails is told.
@NullMarked
package dev.visitorboard.startup;

import org.jspecify.annotations.NullMarked;
