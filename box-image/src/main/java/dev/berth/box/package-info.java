@NullMarked
package dev.berth.box;

import org.jspecify.annotations.NullMarked;
