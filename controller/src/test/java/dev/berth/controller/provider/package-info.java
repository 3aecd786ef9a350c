@NullMarked
package dev.berth.controller.provider;

import org.jspecify.annotations.NullMarked;
