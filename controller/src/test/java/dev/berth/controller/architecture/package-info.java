@NullMarked
package dev.berth.controller.architecture;

import org.jspecify.annotations.NullMarked;
