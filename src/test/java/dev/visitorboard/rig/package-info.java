/// Instances as a load balancer meets them: real processes and raw sockets, directly and behind HAProxy.
@NullMarked
package dev.visitorboard.rig;

import org.jspecify.annotations.NullMarked;
