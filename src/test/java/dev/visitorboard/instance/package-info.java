/// Tests of what an instance is called.
@NullMarked
package dev.visitorboard.instance;

import org.jspecify.annotations.NullMarked;
