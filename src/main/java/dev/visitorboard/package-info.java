/// The Visitor Board: a public message board and an exact visitor counter, made to be scaled out in sight.
@NullMarked
package dev.visitorboard;

import org.jspecify.annotations.NullMarked;
