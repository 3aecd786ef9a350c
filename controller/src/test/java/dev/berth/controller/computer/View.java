package dev.berth.controller.computer;

import dev.berth.crd.Computer;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of {@link ComputerWorld} sees: the API server itself, or caches of it. */
record View(@Nullable Computer computer, List<Instance> instances, List<Face> faces) {}
