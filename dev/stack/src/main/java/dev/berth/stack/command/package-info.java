/** The verbs of {@code ./berth}. */
@NullMarked
package dev.berth.stack.command;

import org.jspecify.annotations.NullMarked;
