/// Tests of the function: its answers, its zip, its stack and its page.
@NullMarked
package dev.visitorboard.serverless;

import org.jspecify.annotations.NullMarked;
