/** The container driver's contract, held against the real engine that {@code ./berth test} prepares. */
@NullMarked
package dev.berth.e2e.box.driver;

import org.jspecify.annotations.NullMarked;
