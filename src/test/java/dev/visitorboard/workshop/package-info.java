/// The scripts of the workshop, run as their users run them.
@NullMarked
package dev.visitorboard.workshop;

import org.jspecify.annotations.NullMarked;
