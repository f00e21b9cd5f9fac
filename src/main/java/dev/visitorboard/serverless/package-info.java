/// The counter without servers: one function of AWS Lambda behind an HTTP API, on the board's table or one of its own. It
/// shares the counter's item and the looks of its answers with the service, and starts without Spring.
@NullMarked
package dev.visitorboard.serverless;

import org.jspecify.annotations.NullMarked;
