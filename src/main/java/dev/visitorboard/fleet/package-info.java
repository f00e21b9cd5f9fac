/// The instances that share the table. Each tells of itself every few seconds, and any of them shows all.
@NullMarked
package dev.visitorboard.fleet;

import org.jspecify.annotations.NullMarked;
