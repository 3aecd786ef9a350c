/** What the stack needs and where it comes from: JDK, cluster tools, packages of the distribution. */
@NullMarked
package dev.berth.stack.tools;

import org.jspecify.annotations.NullMarked;
