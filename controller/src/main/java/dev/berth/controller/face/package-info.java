/** Faces: accepted within the limit, closed when unused, numbers never used twice. */
@NullMarked
package dev.berth.controller.face;

import org.jspecify.annotations.NullMarked;
