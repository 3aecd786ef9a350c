/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package dev.berth.controller.health;

import org.jspecify.annotations.NullMarked;
