/// Tests of the table's client and its shared reads.
@NullMarked
package dev.visitorboard.dynamodb;

import org.jspecify.annotations.NullMarked;
