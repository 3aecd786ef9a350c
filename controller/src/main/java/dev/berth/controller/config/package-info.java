/** What the controller is told at start: environment variables over an optional YAML file. */
@NullMarked
package dev.berth.controller.config;

import org.jspecify.annotations.NullMarked;
