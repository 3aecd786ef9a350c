/** When input may come in: the quiesce handshake, pure. */
@NullMarked
package dev.berth.box.intake;

import org.jspecify.annotations.NullMarked;
