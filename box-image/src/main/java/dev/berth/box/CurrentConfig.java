package dev.berth.box;

import dev.berth.ttyd.BoxConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The configuration that the controller sent last, or none yet. Event loop only. */
final class CurrentConfig implements Supplier<BoxConfig> {

    private BoxConfig config = new BoxConfig(List.of(), List.of(), 0, 0, Map.of());

    @Override
    public BoxConfig get() {
        return config;
    }

    void set(BoxConfig config) {
        this.config = config;
    }
}
