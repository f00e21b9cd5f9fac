/// Tests of what runs by itself.
@NullMarked
package dev.visitorboard.lifecycle;

import org.jspecify.annotations.NullMarked;
