/** Faces of this box: one tmux session each. */
@NullMarked
package dev.berth.box.face;

import org.jspecify.annotations.NullMarked;
