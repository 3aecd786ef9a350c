/** Liveness, readiness and metrics on a port of their own. */
@NullMarked
package dev.berth.proxy.health;

import org.jspecify.annotations.NullMarked;
