/** What a person sees: Chromium against the whole of Berth. */
@NullMarked
package dev.berth.e2e.browser;

import org.jspecify.annotations.NullMarked;
