/// What all answers have in common, whichever shape of the counter gives them. Needs nothing but the JDK.
@NullMarked
package dev.visitorboard.http;

import org.jspecify.annotations.NullMarked;
