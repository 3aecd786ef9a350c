@NullMarked
package dev.berth.helm;

import org.jspecify.annotations.NullMarked;
