/**
 * How the controller speaks with whoever makes machines, without knowing who it is.
 *
 * <p>Value types, the {@link dev.berth.controller.provider.Driver} contract and what wraps every driver. Nothing here names a provider's own package; only {@code Main} does.
 */
@NullMarked
package dev.berth.controller.provider;

import org.jspecify.annotations.NullMarked;
