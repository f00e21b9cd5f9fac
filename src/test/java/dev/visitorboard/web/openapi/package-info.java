/// Tests of the description of the API.
@NullMarked
package dev.visitorboard.web.openapi;

import org.jspecify.annotations.NullMarked;
