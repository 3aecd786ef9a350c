/** The container engine that the boxes run in, and the box image. */
@NullMarked
package dev.berth.stack.engine;

import org.jspecify.annotations.NullMarked;
