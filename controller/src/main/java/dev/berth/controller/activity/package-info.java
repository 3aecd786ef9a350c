/** What a box does, asked when its computer is due to sleep. */
@NullMarked
package dev.berth.controller.activity;

import org.jspecify.annotations.NullMarked;
