/// Who may do what: the instructor's token and session, signed cookies, and how often one address may do a thing.
@NullMarked
package dev.visitorboard.access;

import org.jspecify.annotations.NullMarked;
