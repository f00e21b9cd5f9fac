/// Tests of the fleet's page.
@NullMarked
package dev.visitorboard.fleet.page;

import org.jspecify.annotations.NullMarked;
