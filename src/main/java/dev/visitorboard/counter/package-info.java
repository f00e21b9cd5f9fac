/// The exact visitor counter: `GET /count` (as JSON, text or a badge), `POST /count` and what it showed before, `GET /count/history`.
@NullMarked
package dev.visitorboard.counter;

import org.jspecify.annotations.NullMarked;
