/// The one DynamoDB table: its client and time limits, and reads that are shared by all who wait for them.
@NullMarked
package dev.visitorboard.dynamodb;

import org.jspecify.annotations.NullMarked;
