@NullMarked
package dev.visitorboard.instructor;

import org.jspecify.annotations.NullMarked;
