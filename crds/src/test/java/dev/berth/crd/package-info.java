@NullMarked
package dev.berth.crd;

import org.jspecify.annotations.NullMarked;
