/// Who may moderate and hold drills: whoever knows the instructor's token. The feature is off where no token is set.
@NullMarked
package dev.visitorboard.instructor;

import org.jspecify.annotations.NullMarked;
