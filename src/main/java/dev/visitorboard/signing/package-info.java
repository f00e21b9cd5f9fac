/// Signatures on what a visitor's browser keeps for us, which any instance with the same key can check.
@NullMarked
package dev.visitorboard.signing;

import org.jspecify.annotations.NullMarked;
