/// The one DynamoDB table: its client and time limits, its check at start-up, and reads shared by all who wait.
@NullMarked
package dev.visitorboard.dynamodb;

import org.jspecify.annotations.NullMarked;
