/// What holds for the project as a whole: its shape, its build and the jar that goes to production.
@NullMarked
package dev.visitorboard;

import org.jspecify.annotations.NullMarked;
