/** The one door: HTTP, grants, proofs, routes. */
@NullMarked
package dev.berth.box.gate;

import org.jspecify.annotations.NullMarked;
