/// Tests of what every response has in common.
@NullMarked
package dev.visitorboard.web;

import org.jspecify.annotations.NullMarked;
