/** Building the modules, only when something changed. */
@NullMarked
package dev.berth.stack.build;

import org.jspecify.annotations.NullMarked;
