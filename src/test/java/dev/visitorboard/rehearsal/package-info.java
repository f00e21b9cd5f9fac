/// The second session without AWS: a load balancer, a scaling group and instances as processes on this machine. A
/// rehearsal, and no part of the production jar.
@NullMarked
package dev.visitorboard.rehearsal;

import org.jspecify.annotations.NullMarked;
