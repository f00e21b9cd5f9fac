/// The board on a laptop: an embedded DynamoDB in place of the table in AWS, for the development run and for tests.
@NullMarked
package dev.visitorboard.local;

import org.jspecify.annotations.NullMarked;
