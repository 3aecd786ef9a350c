/** What the proxy is told at start; every mistake is reported at once. */
@NullMarked
package dev.berth.proxy.config;

import org.jspecify.annotations.NullMarked;
