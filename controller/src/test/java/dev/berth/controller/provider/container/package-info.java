@NullMarked
package dev.berth.controller.provider.container;

import org.jspecify.annotations.NullMarked;
