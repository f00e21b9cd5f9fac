@NullMarked
package dev.visitorboard.access;

import org.jspecify.annotations.NullMarked;
