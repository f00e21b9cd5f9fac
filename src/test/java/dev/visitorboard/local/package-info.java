/// The development run: the board on a laptop, on DynamoDB Local.
@NullMarked
package dev.visitorboard.local;

import org.jspecify.annotations.NullMarked;
