/// Which instance this process is: what it writes on every response and on every message it takes.
@NullMarked
package dev.visitorboard.instance;

import org.jspecify.annotations.NullMarked;
