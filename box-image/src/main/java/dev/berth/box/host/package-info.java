/** What boxd asks of the machine around it: files, processes, settings. */
@NullMarked
package dev.berth.box.host;

import org.jspecify.annotations.NullMarked;
