/** Previews: requests to a port inside the box. */
@NullMarked
package dev.berth.box.port;

import org.jspecify.annotations.NullMarked;
