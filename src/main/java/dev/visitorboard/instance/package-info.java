/// What an instance is called, and which one this process is: it writes that on every response and message.
@NullMarked
package dev.visitorboard.instance;

import org.jspecify.annotations.NullMarked;
