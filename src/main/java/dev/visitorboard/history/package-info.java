/// What came when: visits by the hour and the day, and messages by the day, as a page and in JSON.
@NullMarked
package dev.visitorboard.history;

import org.jspecify.annotations.NullMarked;
