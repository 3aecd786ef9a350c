@NullMarked
package dev.berth.controller.config;

import org.jspecify.annotations.NullMarked;
