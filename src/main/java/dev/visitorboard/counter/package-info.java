/// The exact visitor counter and its two calls, `GET /count` and `POST /count`.
@NullMarked
package dev.visitorboard.counter;

import org.jspecify.annotations.NullMarked;
