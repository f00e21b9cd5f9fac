/// The stack in AWS as it is written down: what its template promises, and the Terraform module over it.
@NullMarked
package dev.visitorboard.stack;

import org.jspecify.annotations.NullMarked;
