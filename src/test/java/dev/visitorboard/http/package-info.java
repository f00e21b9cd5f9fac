@NullMarked
package dev.visitorboard.http;

import org.jspecify.annotations.NullMarked;
