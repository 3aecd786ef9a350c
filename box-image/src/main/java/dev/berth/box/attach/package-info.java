/** One browser's terminal: from its WebSocket to ttyd and back. */
@NullMarked
package dev.berth.box.attach;

import org.jspecify.annotations.NullMarked;
