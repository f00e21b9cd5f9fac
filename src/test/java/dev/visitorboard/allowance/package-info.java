/// Tests of allowances.
@NullMarked
package dev.visitorboard.allowance;

import org.jspecify.annotations.NullMarked;
