/** Who is at work: typing, previews, programs, leases. */
@NullMarked
package dev.berth.box.activity;

import org.jspecify.annotations.NullMarked;
