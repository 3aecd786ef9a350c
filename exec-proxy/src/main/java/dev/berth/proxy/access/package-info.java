/** Who is asking, what they may do, and which pages may ask at all. Pure. */
@NullMarked
package dev.berth.proxy.access;

import org.jspecify.annotations.NullMarked;
