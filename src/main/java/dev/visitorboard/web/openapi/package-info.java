/// The description of the API for programs, `GET /openapi.json`: addresses, parameters and shapes from the code, words and
/// examples from `openapi.yaml`.
@NullMarked
package dev.visitorboard.web.openapi;

import org.jspecify.annotations.NullMarked;
