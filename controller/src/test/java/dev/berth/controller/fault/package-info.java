@NullMarked
package dev.berth.controller.fault;

import org.jspecify.annotations.NullMarked;
