/// A network that fails on purpose: a proxy between the AWS SDK and DynamoDB that loses, repeats, delays and refuses.
@NullMarked
package dev.visitorboard.faults;

import org.jspecify.annotations.NullMarked;
