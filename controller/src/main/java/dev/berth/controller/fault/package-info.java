/** Named points at which a test may kill, stop or delay this process, or learn to the millisecond when it passes them. */
@NullMarked
package dev.berth.controller.fault;

import org.jspecify.annotations.NullMarked;
