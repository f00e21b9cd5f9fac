/// Tests of signatures.
@NullMarked
package dev.visitorboard.signing;

import org.jspecify.annotations.NullMarked;
