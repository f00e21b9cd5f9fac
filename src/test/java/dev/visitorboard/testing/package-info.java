/// What all tests share: a board on a new table, the engine under it, a browser, HTTP, processes and patience.
@NullMarked
package dev.visitorboard.testing;

import org.jspecify.annotations.NullMarked;
