/** What {@code ./berth} says: pure rendering of steps, sentences and results for terminals and for logs. */
@NullMarked
package dev.berth.stack.voice;

import org.jspecify.annotations.NullMarked;
