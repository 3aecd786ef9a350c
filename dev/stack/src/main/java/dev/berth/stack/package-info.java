@NullMarked
package dev.berth.stack;

import org.jspecify.annotations.NullMarked;
