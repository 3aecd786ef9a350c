package dev.berth.controller.provider;

import java.util.List;

/** Every machine of one account that belongs to this cluster: all of them, or nothing that may be relied on. */
public sealed interface Listing {

    record Complete(List<Machine> machines) implements Listing {
        public Complete {
            machines = List.copyOf(machines);
        }
    }

    record Unknown(ProviderException cause) implements Listing {}
}
