/** The server: decoding and refusing requests, limits and deadlines, handshakes, previews, drain. */
@NullMarked
package dev.berth.proxy.http;

import org.jspecify.annotations.NullMarked;
