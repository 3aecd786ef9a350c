@NullMarked
package dev.berth.ttyd;

import org.jspecify.annotations.NullMarked;
