/** Running the test tiers and reading their reports. */
@NullMarked
package dev.berth.stack.testing;

import org.jspecify.annotations.NullMarked;
