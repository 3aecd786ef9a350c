/** Named points at which a test may kill, stop or delay this process. */
@NullMarked
package dev.berth.controller.fault;

import org.jspecify.annotations.NullMarked;
