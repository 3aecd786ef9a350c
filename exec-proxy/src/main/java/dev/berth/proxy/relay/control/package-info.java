/** The control socket of a page: what the computer does, in JSON, and the few things that a person may ask for. */
@NullMarked
package dev.berth.proxy.relay.control;

import org.jspecify.annotations.NullMarked;
