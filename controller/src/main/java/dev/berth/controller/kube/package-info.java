/** Everything that talks to the API server: client, operator, status writes, Events, leadership. */
@NullMarked
package dev.berth.controller.kube;

import org.jspecify.annotations.NullMarked;
