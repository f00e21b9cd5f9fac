/// What has to be right before an instance can start, and how an operator is told in one line when it is not.
@NullMarked
package dev.visitorboard.startup;

import org.jspecify.annotations.NullMarked;
