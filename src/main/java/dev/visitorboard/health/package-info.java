/// Whether this instance and its table are well, for people, scripts and the load balancer.
@NullMarked
package dev.visitorboard.health;

import org.jspecify.annotations.NullMarked;
