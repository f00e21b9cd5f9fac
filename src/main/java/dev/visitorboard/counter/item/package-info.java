/// The counter's item as DynamoDB has it. Needs the SDK and nothing else, so that the service and the function count with the
/// same code.
@NullMarked
package dev.visitorboard.counter.item;

import org.jspecify.annotations.NullMarked;
