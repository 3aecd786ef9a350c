/**
 * Machines as containers of a Docker Engine API: Docker and Podman alike. Suspend is pause, the disk is a named volume, every computer has a network of its own.
 *
 * <p>The two engines disagree about status codes (a taken name is 409 in one and 500 in the other), so success is never read from an answer: after every call the container is looked at
 * again, and what is seen then is the truth.
 */
@NullMarked
package dev.berth.controller.provider.container;

import org.jspecify.annotations.NullMarked;
