/// A chosen few of the meters, sent to CloudWatch where that is switched on. The meters themselves belong to the
/// features.
@NullMarked
package dev.visitorboard.metrics;

import org.jspecify.annotations.NullMarked;
