/** Decides what a request is about: request, principal and directory go in, one sealed decision comes out. No I/O. */
@NullMarked
package dev.berth.proxy.route;

import org.jspecify.annotations.NullMarked;
