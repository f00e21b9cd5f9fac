/// A network that fails on purpose: a proxy between the AWS SDK and DynamoDB that loses, repeats, delays and refuses.
@NullMarked
package dev.visitorboard.testing.faults;

import org.jspecify.annotations.NullMarked;
