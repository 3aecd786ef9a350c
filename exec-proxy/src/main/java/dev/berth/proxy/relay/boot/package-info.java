/** The boot face: what a terminal shows while its computer is not ready. Pure, from facts to bytes; its rules are those of look/BOOT.md. */
@NullMarked
package dev.berth.proxy.relay.boot;

import org.jspecify.annotations.NullMarked;
