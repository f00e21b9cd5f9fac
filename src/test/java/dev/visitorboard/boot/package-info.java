/// How an instance comes up: the user data, the launch template that carries it, and a boot with systemd and cloud-init.
@NullMarked
package dev.visitorboard.boot;

import org.jspecify.annotations.NullMarked;
