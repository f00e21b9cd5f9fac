/// Who may do what: the instructor's token and session, which sites may send a request, signed cookies, and the rate
/// limit of an address.
@NullMarked
package dev.visitorboard.access;

import org.jspecify.annotations.NullMarked;
