/// The fleet as people and programs see it: a page with its chart, JSON, and text for terminals.
@NullMarked
package dev.visitorboard.fleet.page;

import org.jspecify.annotations.NullMarked;
