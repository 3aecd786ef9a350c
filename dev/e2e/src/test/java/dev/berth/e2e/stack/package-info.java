/** The control plane that everything else is tested on. */
@NullMarked
package dev.berth.e2e.stack;

import org.jspecify.annotations.NullMarked;
