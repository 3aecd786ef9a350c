@NullMarked
package dev.berth.controller.kube;

import org.jspecify.annotations.NullMarked;
