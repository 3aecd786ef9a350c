/** What the API server itself promises: rules, defaults, columns, roles and policies. */
@NullMarked
package dev.berth.e2e.api;

import org.jspecify.annotations.NullMarked;
