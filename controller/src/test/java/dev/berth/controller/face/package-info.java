@NullMarked
package dev.berth.controller.face;

import org.jspecify.annotations.NullMarked;
