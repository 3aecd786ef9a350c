package dev.berth.controller.provider;

import dev.berth.crd.ProviderKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The drivers of this controller, by kind. */
public final class Drivers {

    private final Map<ProviderKind, Driver> byKind = new EnumMap<>(ProviderKind.class);

    public Drivers(Collection<? extends Driver> drivers) {
        for (var driver : drivers) {
            if (byKind.put(driver.kind(), driver) != null)
                throw new IllegalArgumentException("Two drivers for " + driver.kind() + ".");
        }
    }

    public boolean has(ProviderKind kind) {
        return byKind.containsKey(kind);
    }

    /** @throws ProviderException.Rejected if this controller has no driver of that kind */
    public Driver of(ProviderKind kind) {
        var driver = byKind.get(kind);
        if (driver == null)
            throw new ProviderException.Rejected(
                    "This controller has no driver for provider " + kind + "; choose a class of another provider.",
                    null);
        return driver;
    }

    /** Whether a driver of that kind is here and its provider's edge can replay. */
    public boolean replay(@Nullable ProviderKind kind) {
        var driver = kind == null ? null : byKind.get(kind);
        return driver != null && driver.replays();
    }

    public Collection<Driver> all() {
        return List.copyOf(byKind.values());
    }
}
