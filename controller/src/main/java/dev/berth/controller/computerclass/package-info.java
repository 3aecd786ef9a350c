/** What a ComputerClass says of itself. */
@NullMarked
package dev.berth.controller.computerclass;

import org.jspecify.annotations.NullMarked;
