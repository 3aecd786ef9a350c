@NullMarked
package dev.berth.e2e;

import org.jspecify.annotations.NullMarked;
