@NullMarked
package dev.berth.controller.computer;

import org.jspecify.annotations.NullMarked;
