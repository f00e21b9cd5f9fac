/// How often one address may do a thing in a minute, over all instances.
@NullMarked
package dev.visitorboard.allowance;

import org.jspecify.annotations.NullMarked;
