/** From an Instance to its machine: observe, plan, one step, report. */
@NullMarked
package dev.berth.controller.instance;

import org.jspecify.annotations.NullMarked;
