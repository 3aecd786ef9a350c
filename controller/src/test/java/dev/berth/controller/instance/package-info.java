@NullMarked
package dev.berth.controller.instance;

import org.jspecify.annotations.NullMarked;
