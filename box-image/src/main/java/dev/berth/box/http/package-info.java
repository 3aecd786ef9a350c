/** The shape of an HTTP exchange and of boxd's own answers. */
@NullMarked
package dev.berth.box.http;

import org.jspecify.annotations.NullMarked;
