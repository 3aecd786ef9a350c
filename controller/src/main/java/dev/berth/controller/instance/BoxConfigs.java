package dev.berth.controller.instance;

import dev.berth.crd.Instance;
import dev.berth.ttyd.BoxConfig;

/** What a box is told before its intake opens: agents, open Faces, caps, files. */
@FunctionalInterface
public interface BoxConfigs {

    BoxConfig of(Instance instance);
}
