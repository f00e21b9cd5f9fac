/// Tests of what goes to CloudWatch.
@NullMarked
package dev.visitorboard.metrics;

import org.jspecify.annotations.NullMarked;
