/** The controller against a real API server, under its chart's ServiceAccount, with machines in memory. */
@NullMarked
package dev.berth.e2e.api.controller;

import org.jspecify.annotations.NullMarked;
