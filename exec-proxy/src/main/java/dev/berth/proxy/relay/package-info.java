/** Terminals and control sockets: what happens on a socket after its 101. */
@NullMarked
package dev.berth.proxy.relay;

import org.jspecify.annotations.NullMarked;
