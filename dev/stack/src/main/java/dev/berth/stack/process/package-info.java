/** Programs of the stack as operating system processes: started in sessions of their own, found again by pid and start time, stopped. Ports and who holds them. */
@NullMarked
package dev.berth.stack.process;

import org.jspecify.annotations.NullMarked;
