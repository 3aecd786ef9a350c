/** exec-proxy's reads and writes on a real API server, with the token of its own account. */
@NullMarked
package dev.berth.e2e.api.proxy;

import org.jspecify.annotations.NullMarked;
