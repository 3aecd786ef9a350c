/** Words and shapes that every status shares: conditions, incident codes, times as people read them. Pure. */
@NullMarked
package dev.berth.controller.status;

import org.jspecify.annotations.NullMarked;
