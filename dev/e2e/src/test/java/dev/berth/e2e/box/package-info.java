/** The image of a computer and boxd in it, driven in a real container. */
@NullMarked
package dev.berth.e2e.box;

import org.jspecify.annotations.NullMarked;
