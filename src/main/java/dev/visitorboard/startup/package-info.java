/// What has to be right before an instance can start, told in one line when it is not: the checks at the start, and `doctor`,
/// which looks at everything without starting or changing anything.
@NullMarked
package dev.visitorboard.startup;

import org.jspecify.annotations.NullMarked;
