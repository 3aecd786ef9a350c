/** What a Computer wants, and the Instances that give it. */
@NullMarked
package dev.berth.controller.computer;

import org.jspecify.annotations.NullMarked;
