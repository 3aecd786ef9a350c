/**
 * Terminals and control sockets: what happens on a socket after its 101.
 *
 * <p>{@link dev.berth.proxy.relay.Terminals} hands each socket to a {@code TerminalSocket}, which moves frames, and a
 * {@code TerminalSession}, which decides: the session is told events with their time and acts through {@code Wire}, and
 * {@code SocketPlanner} says from facts alone what the socket has to be. {@code boot} is what the proxy itself prints, {@code control} is
 * the page's JSON socket. Both sides of a terminal share one event loop; nothing here takes a lock or blocks.
 */
@NullMarked
package dev.berth.proxy.relay;

import org.jspecify.annotations.NullMarked;
