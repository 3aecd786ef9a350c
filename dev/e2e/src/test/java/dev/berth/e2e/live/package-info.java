/** The whole of Berth on this machine for tests: a control plane, replicas of both programs as processes, an engine. */
@NullMarked
package dev.berth.e2e.live;

import org.jspecify.annotations.NullMarked;
